// Makes and copies disk images.
import { constants } from 'node:fs';
import { copyFile, mkdir, open, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from '../../runtime/command/mod.js';
import type { IdRange } from '../container/mod.js';
import { SnapshotError } from '../errors.js';
import { DESCRIPTOR_FILE, diskDescriptor, IMAGE_FILE } from './descriptor.js';
import { PARTITION_OFFSET_BYTES, partitionBytes, partitionScript } from './geometry.js';

/** Writing metadata of the largest image takes a second or two. */
const FORMAT_TIMEOUT_MS = 120_000;

/** Path of the image in its folder. */
export function imagePath(folder: string): string {
  return join(folder, IMAGE_FILE);
}

/**
 * Makes a sparse disk of `diskBytes` (whole MiB) in `folder`: partition table, ext4 whose root folder belongs to the id
 * range, descriptor. Returns the image's path. What was made is left behind on failure: remove the folder.
 */
export async function createImage(folder: string, diskBytes: number, owner: IdRange): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = imagePath(folder);
  const file = await open(path, 'wx', 0o600);
  await file.truncate(diskBytes).finally(() => file.close());
  await run('sfdisk', ['--quiet', '--no-reread', '--no-tell-kernel', path], {
    timeoutMs: FORMAT_TIMEOUT_MS,
    input: partitionScript(diskBytes),
  });
  // A new sparse file reads as zeroes: nothing is left for the kernel to initialise later, behind production's back.
  const extended = [
    `offset=${PARTITION_OFFSET_BYTES}`,
    'assume_storage_prezeroed=1',
    'nodiscard',
    `root_owner=${owner.base}:${owner.base}`,
  ].join(',');
  await run(
    'mkfs.ext4',
    ['-q', '-F', '-b', '4096', '-m', '0', '-E', extended, path, `${partitionBytes(diskBytes) / 1024}k`],
    { timeoutMs: FORMAT_TIMEOUT_MS },
  );
  await writeFile(join(folder, DESCRIPTOR_FILE), diskDescriptor(diskBytes), { mode: 0o600 });
  return path;
}

/**
 * Copies an image by reflink, 2 to 3 ms whatever its size; both must lie in the same pool. The caller sees to it that the
 * file system in it is quiet. `to` must not exist; the descriptor is written beside it.
 */
export async function snapshotImage(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL);
    await describeImage(to);
  } catch (cause) {
    await rm(to, { force: true });
    throw new SnapshotError(from, to, cause);
  }
}

/** Writes the descriptor of an image beside it. */
export async function describeImage(path: string): Promise<void> {
  const { size } = await stat(path);
  await writeFile(join(dirname(path), DESCRIPTOR_FILE), diskDescriptor(size), { mode: 0o600 });
}

/** Bytes the image really takes, shared extents included; 0 when it does not exist. */
export async function allocatedBytes(path: string): Promise<number> {
  const stats = await stat(path).catch(() => undefined);
  return stats === undefined ? 0 : stats.blocks * 512;
}
