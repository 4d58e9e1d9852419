/** Reads what a process has open. Opens nothing of it: only looks at /proc. */
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Descriptor, DescriptorInfo, OpenFile } from './facts.js';
import { withoutChances } from './lost-targets.js';

/** With more descriptors than this an epoll's list is not read: the kernel keeps others from using the epoll meanwhile. */
const MOST_FOR_EPOLL = 2_000;
const BLOCK_BYTES = 512;
/** Kinds of links whose fdinfo says something that matters. */
const WITH_INFO = /^(\/|pipe:|pidfd:|anon_inode:(\[pidfd\]|\[eventpoll\]|inotify))/;
const DELETED = ' (deleted)';

/**
 * All descriptors of a process; one that is closed meanwhile is left out.
 * @param waits whether it matters what its epolls wait for: that takes up to 4 s where one seems to wait for what is closed
 */
export async function readDescriptors(pid: number, waits = true): Promise<readonly Descriptor[]> {
  const numbers = (await readdir(`/proc/${pid}/fd`)).map(Number);
  const epolls = waits && numbers.length <= MOST_FOR_EPOLL;
  const found = await Promise.all(
    numbers.map((number) => readDescriptor(pid, number, epolls).catch(() => undefined)),
  );
  return withoutChances(
    found.filter((descriptor) => descriptor !== undefined),
    {
      read: (number, list) => readDescriptor(pid, number, list).catch(() => undefined),
      pause: (milliseconds) => delay(milliseconds),
    },
  );
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
