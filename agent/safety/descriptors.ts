/** Reads what a process has open. Opens nothing of it: only looks at /proc. */
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import type { Descriptor, DescriptorInfo, EpollTarget, OpenFile } from './facts.js';

/** With more descriptors than this an epoll's list is not read: the kernel keeps others from using the epoll meanwhile. */
const MOST_FOR_EPOLL = 2_000;
const BLOCK_BYTES = 512;
/** Kinds of links whose fdinfo says something that matters. */
const WITH_INFO = /^(\/|pipe:|pidfd:|anon_inode:(\[pidfd\]|\[eventpoll\]|inotify))/;
const DELETED = ' (deleted)';

/** All descriptors of a process; one that is closed meanwhile is left out. */
export async function readDescriptors(pid: number): Promise<Descriptor[]> {
  const numbers = (await readdir(`/proc/${pid}/fd`)).map(Number);
  const epolls = numbers.length <= MOST_FOR_EPOLL;
  const found = await Promise.all(
    numbers.map((number) => readDescriptor(pid, number, epolls).catch(() => undefined)),
  );
  return withoutChances(
    pid,
    found.filter((descriptor) => descriptor !== undefined),
  );
}

/**
 * Descriptors are opened and closed while they are read, and an epoll may name one that the list came too early or too
 * late for. What seems lost is looked for again by its number, and then counts only if the epoll still names it.
 */
async function withoutChances(pid: number, descriptors: Descriptor[]): Promise<Descriptor[]> {
  const missing = descriptors.flatMap(({ info }) => lostTargets(info?.waitsFor ?? [], descriptors));
  if (missing.length === 0) return descriptors;
  const late = await Promise.all(
    [...new Set(missing.map(({ descriptor }) => descriptor))].map((number) =>
      readDescriptor(pid, number, false).catch(() => undefined),
    ),
  );
  const known = [...descriptors, ...late.filter((descriptor) => descriptor !== undefined)];
  const confirmed = await Promise.all(
    known.map(async (epoll) => {
      if (epoll.info === undefined || lostTargets(epoll.info.waitsFor, known).length === 0) return epoll;
      const again = await readDescriptor(pid, epoll.number, true).catch(() => undefined);
      const named = again?.link === epoll.link ? (again.info?.waitsFor ?? []) : [];
      const waitsFor = epoll.info.waitsFor.filter((target) => named.some((other) => isSame(target, other)));
      return { ...epoll, info: { ...epoll.info, waitsFor } };
    }),
  );
  return confirmed;
}

function isSame(one: EpollTarget, other: EpollTarget): boolean {
  return one.descriptor === other.descriptor && one.inode === other.inode;
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

async function readDescriptor(pid: number, number: number, epolls: boolean): Promise<Descriptor> {
  const path = `/proc/${pid}/fd/${number}`;
  const link = await readlink(path);
  if (!WITH_INFO.test(link) || (!epolls && link.includes('[eventpoll]'))) return { number, link };
  const info = parseDescriptorInfo(await readFile(`/proc/${pid}/fdinfo/${number}`, 'utf8'));
  return link.startsWith('/')
    ? { number, link, info, file: await openFile(pid, link, await stat(path)) }
    : { number, link, info };
}

async function openFile(pid: number, link: string, stats: Stats): Promise<OpenFile> {
  const kind = stats.isFile()
    ? 'regular'
    : stats.isCharacterDevice()
      ? 'character'
      : stats.isBlockDevice()
        ? 'block'
        : 'other';
  return {
    kind,
    inode: stats.ino,
    ...deviceNumber(stats.rdev),
    names: stats.nlink,
    storedBytes: stats.blocks * BLOCK_BYTES,
    reachable:
      stats.nlink === 0 || !link.endsWith(DELETED) || (await leadsTo(`/proc/${pid}/root${link}`, stats)),
  };
}

/** A file may really be called so. */
async function leadsTo(path: string, { dev, ino }: Stats): Promise<boolean> {
  const there = await stat(path).catch(() => undefined);
  return there !== undefined && there.dev === dev && there.ino === ino;
}

/** Linux's user-space encoding of a device number: 12 bits of major, 20 of minor. */
export function deviceNumber(rdev: number): { major: number; minor: number } {
  return { major: (rdev >>> 8) & 0xfff, minor: (rdev & 0xff) | ((rdev >>> 12) & 0xfff00) };
}

/** Reads /proc/PID/fdinfo/N; proc(5). Pure. */
export function parseDescriptorInfo(text: string): DescriptorInfo {
  const field = (name: string) => new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(text)?.[1];
  const number = (name: string) => {
    const value = field(name);
    return value === undefined ? undefined : Number(value);
  };
  return {
    flags: Number.parseInt(field('flags') ?? '0', 8),
    mountId: number('mnt_id') ?? 0,
    inode: number('ino'),
    locks: [...text.matchAll(/^lock:\s+\d+: (\S+)/gm)].map((match) => match[1] ?? ''),
    pid: number('Pid'),
    waitsFor: [...text.matchAll(/^tfd:\s*(\d+) .*\bino:([0-9a-f]+)/gm)].map((match) => ({
      descriptor: Number(match[1]),
      inode: Number.parseInt(match[2] ?? '0', 16),
    })),
    watchedDevices: [...text.matchAll(/^inotify .*\bsdev:([0-9a-f]+)/gm)].map((match) =>
      kernelDevice(Number.parseInt(match[1] ?? '0', 16)),
    ),
  };
}

/** The kernel's own encoding: 20 bits of minor below the major. */
function kernelDevice(number: number): string {
  return `${number >>> 20}:${number & 0xfffff}`;
}
