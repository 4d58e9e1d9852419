/** /proc/PID/maps: what a process has mapped; proc_pid_maps(5). */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** One mapping. */
export interface Mapping {
  /** First byte, and the one behind the last. */
  readonly start: bigint;
  readonly end: bigint;
  /** Four letters: `r`, `w`, `x`, each `-` where it may not, and `s` (shared) or `p` (private). */
  readonly access: string;
  /** Where in the file it begins, bytes. */
  readonly offset: bigint;
  /** Device of the file, `MAJOR:MINOR` in hexadecimal digits as the kernel shows it. */
  readonly device: string;
  readonly inode: bigint;
  /**
   * The file's path, or what the kernel calls it: `[vdso]`, `anon_inode:[io_uring]`; empty: memory without a name. As the kernel shows
   * it: a line break is `\012`, and ` (deleted)` follows what is not there any more, or is part of the name.
   */
  readonly path: string;
}

const LINE = /^([0-9a-f]+)-([0-9a-f]+) (\S{4}) ([0-9a-f]+) (\S+) (\d+) *(.*)$/s;

/**
 * Reads the lines one by one: whoever looks for the first of a kind need not have read the others.
 * @param ending only lines that end so are read: a process may have ten thousand others
 */
export function* parseMaps(text: string, ending = ''): Generator<Mapping> {
  for (let from = 0; from < text.length;) {
    const found = text.indexOf('\n', from);
    const to = found < 0 ? text.length : found;
    const mapping = text.endsWith(ending, to) ? parseLine(text.slice(from, to)) : undefined;
    if (mapping !== undefined) yield mapping;
    from = to + 1;
  }
}

/** Those of that path, whole. Pure. */
export function mappingsOf(text: string, path: string): Mapping[] {
  return [...parseMaps(text, path)].filter((mapping) => mapping.path === path);
}

function parseLine(line: string): Mapping | undefined {
  const match = LINE.exec(line);
  if (match === null) return undefined;
  const [, start, end, access = '', offset, device = '', inode = '0', path = ''] = match;
  return {
    start: BigInt(`0x${start}`),
    end: BigInt(`0x${end}`),
    access,
    offset: BigInt(`0x${offset}`),
    device,
    inode: BigInt(inode),
    path,
  };
}

/** The text for the functions above; empty when the process is gone, or is one of the kernel's. */
export async function readMaps(pid: number): Promise<string> {
  return readFile(`/proc/${pid}/maps`, 'utf8').catch(() => '');
}

/** The same at once. */
export function readMapsSync(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/maps`, 'utf8');
  } catch {
    return '';
  }
}
