// Real disks, made and changed by other people's programs.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskDescriptor } from '../../../../agent/disk/descriptor.js';
import { copyProgram } from './node-root.js';

export const MIB = 2 ** 20;
const PARTITION = MIB;

/** Runs a program to its end; its output. */
export function program(file: string, ...parameters: string[]): string {
  return execFileSync(file, parameters, {
    encoding: 'utf8',
    timeout: 60_000,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A raw disk with one partition that holds a shell, files of several owners, and /marker. */
export function makeRawDisk(path: string, bytes: number, marker: string): void {
  const root = mkdtempSync(join(tmpdir(), 'pk-root-'));
  for (const name of ['sh', 'cat', 'sleep', 'stat'])
    copyProgram(realpathSync(`/bin/${name}`), root, `/bin/${name}`);
  for (const folder of ['etc', 'srv']) mkdirSync(join(root, folder));
  writeFileSync(join(root, 'marker'), marker);
  writeFileSync(join(root, 'srv/tool'), 'x');
  execFileSync('sh', ['-c', 'chown 33:44 tool && chmod 4755 tool && ln tool hard'], {
    cwd: join(root, 'srv'),
  });
  writeFileSync(path, '');
  truncateSync(path, bytes);
  execFileSync('sfdisk', ['--quiet', path], {
    input: 'label: gpt\nstart=2048\n',
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const extended = `offset=${PARTITION}`;
  const blocks = `${(bytes - 2 * PARTITION) / 1024}k`;
  program('mkfs.ext4', '-q', '-F', '-b', '4096', '-d', root, '-E', extended, path, blocks);
  rmSync(root, { recursive: true });
}

/** Writes another text into /marker of a raw disk. */
export function rewriteMarker(disk: string, marker: string): void {
  const [text, script] = [`${disk}.marker`, `${disk}.requests`];
  writeFileSync(text, marker);
  writeFileSync(script, `rm /marker\nwrite ${text} marker\n`);
  program('debugfs', '-w', '-f', script, `${disk}?offset=${PARTITION}`);
  rmSync(text);
  rmSync(script);
}

/** An image folder: a disk in the expanded format, of the form that ploop reads without its kernel module. */
export function makeImageFolder(folder: string, rawDisk: string): void {
  mkdirSync(folder);
  const bytes = readFileSync(rawDisk).length;
  const image = join(folder, 'root.hds');
  program('qemu-img', 'convert', '-f', 'raw', '-O', 'parallels', rawDisk, image);
  const descriptor = diskDescriptor(bytes).replace('Plain', 'Compressed');
  writeFileSync(join(folder, 'DiskDescriptor.xml'), descriptor);
  program('ploop', 'convert', '-v', '1', join(folder, 'DiskDescriptor.xml'));
}

/** Has ploop make a snapshot; returns the file that is written to from now on. */
export function snapshot(folder: string): string {
  const before = new Set(readdirSync(folder));
  program('ploop', 'snapshot', join(folder, 'DiskDescriptor.xml'));
  const made = readdirSync(folder).find((name) => name.startsWith('root.hds.') && !before.has(name));
  if (made === undefined) throw new Error('ploop snapshot made no file');
  return join(folder, made);
}

/** Has QEMU write into a delta what is different in a new state of the disk, in whole MiB. */
export function writeChanges(delta: string, before: Buffer, now: Buffer): void {
  const changes: string[] = [];
  for (let at = 0; at < now.length; at += MIB) {
    const part = now.subarray(at, at + MIB);
    if (part.equals(before.subarray(at, at + MIB))) continue;
    const file = `${delta}.${at}`;
    writeFileSync(file, part);
    changes.push('-c', `write -s ${file} ${at} 1M`);
  }
  program('qemu-io', '-f', 'parallels', ...changes, delta);
  for (const change of changes) if (change.startsWith('write')) rmSync(change.split(' ')[2]!);
}

/** What ploop and QEMU make of the image: all deltas merged into the lowest, and that as raw bytes. Leaves the folder as it is. */
export function mergedByPloop(folder: string): Buffer {
  const copy = `${folder}.merged`;
  cpSync(folder, copy, { recursive: true });
  program('ploop', 'snapshot-merge', '-A', join(copy, 'DiskDescriptor.xml'));
  const raw = join(copy, 'raw');
  program('qemu-img', 'convert', '-f', 'parallels', '-O', 'raw', join(copy, 'root.hds'), raw);
  const bytes = readFileSync(raw);
  rmSync(copy, { recursive: true });
  return bytes;
}
