// Where a root filesystem comes from: a folder or a tar file. Nothing is written here.
import { open, stat } from 'node:fs/promises';
import { run } from '../../runtime/command/mod.js';
import { RootfsNotFoundError, RootfsUnusableError } from '../errors.js';

/** How a tar file is packed; the name is what tar's option is called. */
export type Packing = 'plain' | 'gzip' | 'xz' | 'zstd' | 'bzip2';

export type RootfsSource =
  | { readonly kind: 'folder'; readonly path: string; readonly bytes: number }
  /** `bytes` as packed: unpacked it needs at least that. */
  | { readonly kind: 'tar'; readonly path: string; readonly bytes: number; readonly packing: Packing };

/** Large folders on slow disks. */
const MEASURE_TIMEOUT_MS = 300_000;
const TAR_BLOCK = 512;
const CHECKSUM = { start: 148, end: 156 } as const;

/** Looks at what the user named. Throws RootfsNotFoundError or RootfsUnusableError. */
export async function inspectRootfs(path: string): Promise<RootfsSource> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw new RootfsNotFoundError(path, cause);
  });
  if (stats.isDirectory()) {
    const { stdout } = await run('du', ['--summarize', '--one-file-system', '--block-size=1', path], {
      timeoutMs: MEASURE_TIMEOUT_MS,
      allowFailure: true,
    });
    return { kind: 'folder', path, bytes: Number.parseInt(stdout, 10) || 0 };
  }
  if (!stats.isFile()) throw new RootfsUnusableError(path, 'it is neither a folder nor a tar file');
  const packing = packingOf(await firstBlock(path));
  if (packing === undefined) {
    throw new RootfsUnusableError(path, 'it is not a tar file (plain, gzip, xz, zstd or bzip2)');
  }
  return { kind: 'tar', path, bytes: stats.size, packing };
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
