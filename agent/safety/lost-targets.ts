/** Epolls that wait for what their process has closed and another one still holds. */
import type { Descriptor, EpollTarget } from './facts.js';

/**
 * Between one look and the next, milliseconds; 4 s together. A descriptor that is being closed has left the process's table some time
 * before the kernel takes it out of the epolls that wait for it: the closing thread needs the epoll's lock in between, which our own
 * looks hold, and then a processor. On a busy machine it waits for that over milliseconds, with a low priority more than a second, and
 * nobody tells when it is done. What is really lost stays so.
 */
export const PAUSES_MS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048] as const;

/** How a process is looked at again. */
export interface DescriptorReader {
  /** The descriptor of that number, an epoll with what it waits for or without; undefined when there is none now. */
  read(number: number, list: boolean): Promise<Descriptor | undefined>;
  pause(milliseconds: number): Promise<void>;
}

/** What an epoll waits for and none of the descriptors is, by its number or as the same file under another one. Pure. */
export function lostTargets(
  targets: readonly EpollTarget[],
  descriptors: readonly Descriptor[],
): EpollTarget[] {
  if (targets.length === 0) return [];
  const numbers = new Set<number>();
  const inodes = new Set<number>();
  let unknown = false;
  for (const { number, link, info } of descriptors) {
    numbers.add(number);
    const socket = /^socket:\[(\d+)\]$/.exec(link)?.[1];
    if (socket !== undefined) inodes.add(Number(socket));
    if (info?.inode !== undefined) inodes.add(info.inode);
    else if (info !== undefined) unknown = true;
  }
  return unknown
    ? []
    : targets.filter(({ descriptor, inode }) => !numbers.has(descriptor) && !inodes.has(inode));
}

/**
 * Descriptors are opened and closed while they are read, and an epoll may name one that the list came too early or too
 * late for. What seems lost is looked for again by its number, and counts only if the epoll names it at every look.
 */
export async function withoutChances(
  descriptors: readonly Descriptor[],
  reader: DescriptorReader,
): Promise<readonly Descriptor[]> {
  let known = descriptors;
  for (const pauseMs of [0, ...PAUSES_MS]) {
    const missing = known.flatMap(({ info }) => lostTargets(info?.waitsFor ?? [], known));
    if (missing.length === 0) break;
    if (pauseMs > 0) await reader.pause(pauseMs);
    known = await lookAgain(known, missing, reader);
  }
  return known;
}

async function lookAgain(
  descriptors: readonly Descriptor[],
  missing: readonly EpollTarget[],
  reader: DescriptorReader,
): Promise<Descriptor[]> {
  const numbers = [...new Set(missing.map(({ descriptor }) => descriptor))];
  const late = await Promise.all(numbers.map((number) => reader.read(number, false)));
  const known = [...descriptors, ...late.filter((descriptor) => descriptor !== undefined)];
  return Promise.all(
    known.map(async (epoll) => {
      if (epoll.info === undefined || lostTargets(epoll.info.waitsFor, known).length === 0) return epoll;
      const again = await reader.read(epoll.number, true);
      const named = again?.link === epoll.link ? (again.info?.waitsFor ?? []) : [];
      const waitsFor = epoll.info.waitsFor.filter((target) => named.some((other) => isSame(target, other)));
      return { ...epoll, info: { ...epoll.info, waitsFor } };
    }),
  );
}

function isSame(one: EpollTarget, other: EpollTarget): boolean {
  return one.descriptor === other.descriptor && one.inode === other.inode;
}
