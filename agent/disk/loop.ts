// Loop devices: a partition inside an image file becomes a block device.
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { run } from '../../runtime/command/mod.js';
import { DiskAttachError } from '../errors.js';
import { PARTITION_OFFSET_BYTES, partitionBytes } from './geometry.js';

/** A loop device with a file behind it. */
export interface LoopDevice {
  /** E.g. /dev/loop3. */
  readonly device: string;
  /** The file behind it; ends in ` (deleted)` when its name is gone. */
  readonly file: string;
  /** Whether it bypasses the page cache. Without it every page is kept twice and a freeze must write out both. */
  readonly directIo: boolean;
}

/** What to make a device of. */
export interface LoopRange {
  readonly offset: number;
  /** Bytes; 0: to the end. */
  readonly size: number;
}

const WHOLE_FILE: LoopRange = { offset: 0, size: 0 };
const CALL_TIMEOUT_MS = 20_000;

/** Others on this host take free devices too: between finding one and taking it, it may be gone. */
const ATTACH_ATTEMPTS = 5;

/** Attaches the file system inside an image. An image that is attached already keeps its device. */
export async function attachImage(path: string): Promise<LoopDevice> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new DiskAttachError(path, 'the image cannot be read', cause);
  });
  return attachFile(path, { offset: PARTITION_OFFSET_BYTES, size: partitionBytes(size) });
}

/** Attaches a file, or finds the device it is attached to. Throws DiskAttachError. */
export async function attachFile(path: string, range: LoopRange = WHOLE_FILE): Promise<LoopDevice> {
  const [existing] = await loopDevicesOf(path);
  if (existing !== undefined) return existing;
  const parameters = ['--find', '--show', '--offset', String(range.offset)];
  if (range.size > 0) parameters.push('--sizelimit', String(range.size));
  let said = '';
  for (let attempt = 0; attempt < ATTACH_ATTEMPTS; attempt++) {
    const result = await run('losetup', [...parameters, path], {
      timeoutMs: CALL_TIMEOUT_MS,
      allowFailure: true,
    });
    if (result.code === 0) return enableDirectIo(result.stdout.trim(), path);
    said = result.stderr.trim();
    if (!/busy|temporarily unavailable|no such device/i.test(said)) break;
  }
  throw new DiskAttachError(path, said);
}

/** Detaches; a device that is not attached is no error. The kernel does it when the last user is gone. */
export async function detach(device: string): Promise<void> {
  if ((await backingFile(device)) === undefined) return;
  await run('losetup', ['--detach', device], { timeoutMs: CALL_TIMEOUT_MS, allowFailure: true });
}

/** Detaches every device of this file. */
export async function detachFile(path: string): Promise<void> {
  for (const { device } of await loopDevicesOf(path)) await detach(device);
}

/** The devices of one file. */
export async function loopDevicesOf(path: string): Promise<LoopDevice[]> {
  return (await listLoopDevices()).filter((loop) => loop.file === path);
}

/** All loop devices of the host. */
export async function listLoopDevices(): Promise<LoopDevice[]> {
  const { stdout } = await run('losetup', ['--list', '--json', '--output', 'NAME,BACK-FILE,DIO'], {
    timeoutMs: CALL_TIMEOUT_MS,
  });
  return parseLoopDevices(stdout);
}

/** Reads `losetup --json`, which prints nothing at all when there are none. */
export function parseLoopDevices(text: string): LoopDevice[] {
  if (text.trim() === '') return [];
  const parsed = JSON.parse(text) as {
    loopdevices: { name: string; 'back-file': string | null; dio: boolean | string | number }[];
  };
  return parsed.loopdevices.flatMap((entry) =>
    entry['back-file'] === null
      ? []
      : [{ device: entry.name, file: entry['back-file'], directIo: [true, '1', 1].includes(entry.dio) }],
  );
}

async function enableDirectIo(device: string, file: string): Promise<LoopDevice> {
  // Refused where the file system below cannot (an overlay, a tmpfs): it works without, only slower.
  await run('losetup', ['--direct-io=on', device], { timeoutMs: CALL_TIMEOUT_MS, allowFailure: true });
  const dio = await readFile(`/sys/block/${basename(device)}/loop/dio`, 'utf8').catch(() => '0');
  return { device, file, directIo: dio.trim() === '1' };
}

async function backingFile(device: string): Promise<string | undefined> {
  return readFile(`/sys/block/${basename(device)}/loop/backing_file`, 'utf8').catch(() => undefined);
}
