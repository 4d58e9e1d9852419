// Where a root filesystem comes from: a folder, a tar file or a disk image. Nothing is written here.
import { open, stat } from 'node:fs/promises';
import { run } from '../../runtime/command/mod.js';
import { RootfsNotFoundError, RootfsUnusableError } from '../errors.js';
import { dataBytes, findImage, findRawImage, type DiskImage } from './ploop/mod.js';

/** How a tar file is packed; the name is what tar's option is called. */
export type Packing = 'plain' | 'gzip' | 'xz' | 'zstd' | 'bzip2';

/** Files that can be unpacked. */
export type FileSource =
  | { readonly kind: 'folder'; readonly path: string; readonly bytes: number }
  /** `bytes` as packed: unpacked it needs at least that. */
  | { readonly kind: 'tar'; readonly path: string; readonly bytes: number; readonly packing: Packing };

export type RootfsSource =
  | FileSource
  /** `bytes` of data in its files: a copy takes that at most, and so do the files in it. */
  | { readonly kind: 'image'; readonly path: string; readonly bytes: number; readonly image: DiskImage };

/** Large folders on slow disks. */
const MEASURE_TIMEOUT_MS = 300_000;
const TAR_BLOCK = 512;
const CHECKSUM = { start: 148, end: 156 } as const;

/** Looks at what the user named. Throws RootfsNotFoundError, RootfsUnusableError, or what is wrong with a disk image. */
export async function inspectRootfs(path: string): Promise<RootfsSource> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw new RootfsNotFoundError(path, cause);
  });
  const special = !stats.isDirectory() && !stats.isFile();
  if (special) throw new RootfsUnusableError(path, 'it is neither a folder nor a file');
  const image = await findImage(path);
  if (image !== undefined) return imageSource(image);
  if (stats.isDirectory()) return folderSource(path);
  const packing = packingOf(await firstBlock(path));
  if (packing !== undefined) return { kind: 'tar', path, bytes: stats.size, packing };
  const raw = await findRawImage(path);
  if (raw !== undefined) return imageSource(raw);
  throw new RootfsUnusableError(
    path,
    'it is neither a tar file (plain, gzip, xz, zstd or bzip2) nor a disk image (ploop, or raw)',
  );
}

/** A folder, whatever is in it. */
export async function folderSource(path: string): Promise<FileSource> {
  const { stdout } = await run('du', ['--summarize', '--one-file-system', '--block-size=1', path], {
    timeoutMs: MEASURE_TIMEOUT_MS,
    allowFailure: true,
  });
  return { kind: 'folder', path, bytes: Number.parseInt(stdout, 10) || 0 };
}

function imageSource(image: DiskImage): RootfsSource {
  return { kind: 'image', path: image.path, bytes: dataBytes(image), image };
}

/** Tells by the first 512 bytes how a tar file is packed; undefined: it is none. Pure. */
export function packingOf(block: Uint8Array): Packing | undefined {
  const begins = (...bytes: number[]): boolean => bytes.every((byte, index) => block[index] === byte);
  if (begins(0x1f, 0x8b)) return 'gzip';
  if (begins(0xfd, 0x37, 0x7a, 0x58, 0x5a)) return 'xz';
  if (begins(0x28, 0xb5, 0x2f, 0xfd)) return 'zstd';
  if (begins(0x42, 0x5a, 0x68)) return 'bzip2';
  return isTarHeader(block) ? 'plain' : undefined;
}

/** POSIX pax format: the header's bytes, its checksum field read as spaces, add up to the octal number in that field. */
function isTarHeader(block: Uint8Array): boolean {
  if (block.length < TAR_BLOCK) return false;
  const field = Buffer.from(block.subarray(CHECKSUM.start, CHECKSUM.end)).toString('latin1');
  const expected = Number.parseInt(field.replaceAll('\0', ' ').trim(), 8);
  const sum = block
    .subarray(0, TAR_BLOCK)
    .reduce(
      (total, byte, index) => total + (index >= CHECKSUM.start && index < CHECKSUM.end ? 0x20 : byte),
      0,
    );
  return sum === expected;
}

async function firstBlock(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(TAR_BLOCK), 0, TAR_BLOCK, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
