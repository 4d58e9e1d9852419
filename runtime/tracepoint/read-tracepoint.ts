/** Where the kernel says that a program has read from a TCP connection: the tracepoint tcp:tcp_rcv_space_adjust. */
import { mkdtemp, readFile, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../command/mod.js';

/** Number of the tracepoint, and offsets of the fields that are used, in bytes. */
export interface ReadTracepoint {
  readonly id: number;
  readonly family: number;
  readonly localPort: number;
  readonly remotePort: number;
  readonly localAddress: number;
  readonly remoteAddress: number;
  readonly localAddress6: number;
  readonly remoteAddress6: number;
}

const NAME = 'tcp/tcp_rcv_space_adjust';
const USUAL_PLACES = ['/sys/kernel/tracing', '/sys/kernel/debug/tracing'];
const MOUNT_TIMEOUT_MS = 5_000;

/** Offset of a field in a tracepoint's `format` file, or undefined. */
export function fieldOffset(format: string, field: string): number | undefined {
  const match = new RegExp(`field:[^;]*\\b${field}(?:\\[\\d+\\])?;\\s*offset:(\\d+);`).exec(format);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/** Reads `id` and `format` of the tracepoint; undefined when a field is missing (another kernel's layout). */
export function parseTracepoint(id: string, format: string): ReadTracepoint | undefined {
  const names = {
    family: 'family',
    localPort: 'sport',
    remotePort: 'dport',
    localAddress: 'saddr',
    remoteAddress: 'daddr',
    localAddress6: 'saddr_v6',
    remoteAddress6: 'daddr_v6',
  } as const;
  const found = Object.entries(names).map(([key, field]) => [key, fieldOffset(format, field)] as const);
  if (found.some(([, offset]) => offset === undefined) || !/^\d+$/.test(id.trim())) return undefined;
  return { id: Number(id), ...(Object.fromEntries(found) as Omit<ReadTracepoint, 'id'>) };
}

/** The tracepoint of this kernel, or undefined when it has none that can be used. */
export async function findReadTracepoint(): Promise<ReadTracepoint | undefined> {
  for (const place of USUAL_PLACES) {
    const found = await readTracepoint(place);
    if (found !== undefined) return found;
  }
  return withOwnMount(readTracepoint);
}

async function readTracepoint(tracefs: string): Promise<ReadTracepoint | undefined> {
  try {
    const folder = join(tracefs, 'events', NAME);
    return parseTracepoint(
      await readFile(join(folder, 'id'), 'utf8'),
      await readFile(join(folder, 'format'), 'utf8'),
    );
  } catch {
    return undefined;
  }
}

/** Mounts tracefs in a folder of our own for as long as it is looked at: many hosts have it, but not mounted. */
async function withOwnMount<T>(look: (tracefs: string) => Promise<T | undefined>): Promise<T | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'parikshan-tracefs-'));
  try {
    const mounted = await run('mount', ['-t', 'tracefs', 'none', folder], {
      timeoutMs: MOUNT_TIMEOUT_MS,
      allowFailure: true,
    });
    if (mounted.code !== 0) return undefined;
    try {
      return await look(folder);
    } finally {
      await run('umount', [folder], { timeoutMs: MOUNT_TIMEOUT_MS, allowFailure: true });
    }
  } catch {
    return undefined;
  } finally {
    await rmdir(folder).catch(() => undefined);
  }
}
