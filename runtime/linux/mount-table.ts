/** What is mounted in this process's mount namespace. */
import { readFile } from 'node:fs/promises';

export interface MountEntry {
  /** Mount point. */
  readonly target: string;
  /** Device or other source. */
  readonly source: string;
  readonly type: string;
}

/** Everything mounted, oldest first. */
export async function listMounts(): Promise<MountEntry[]> {
  return parseMountInfo(await readFile('/proc/self/mountinfo', 'utf8'));
}

/** Reads proc(5)'s mountinfo. */
export function parseMountInfo(text: string): MountEntry[] {
  return text.split('\n').flatMap((line) => {
    const fields = line.split(' ');
    const dash = fields.indexOf('-');
    const [target, type, source] = [fields[4], fields[dash + 1], fields[dash + 2]];
    if (dash < 0 || target === undefined || type === undefined || source === undefined) return [];
    return [{ target: unescapeMount(target), source: unescapeMount(source), type }];
  });
}

/** mountinfo writes space, tab, newline and backslash as octal. */
function unescapeMount(text: string): string {
  return text.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
