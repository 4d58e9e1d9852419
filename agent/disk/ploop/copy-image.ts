// Turns an image of one or several files into one raw file.
import { open, type FileHandle } from 'node:fs/promises';
import { CancelledError } from '../../../runtime/errors/mod.js';
import { forgetRange } from '../../../runtime/linux/mod.js';
import { NotEnoughDiskError } from '../../errors.js';
import { dataRuns } from './data-runs.js';
import { ImageCopyDiffersError } from './errors.js';
import { rereadImage } from './find-image.js';
import {
  imageFiles,
  MAX_PIECE_BYTES,
  mergedPieces,
  type DiskImage,
  type Layer,
  type Piece,
} from './layers.js';

/**
 * Writes the disk as one sparse file, which must not exist: blocks of zeroes become holes. Then everything is read once more and compared,
 * so that a source that changed meanwhile does not pass. Holds the source's pages in memory no longer than that. What was written is
 * left behind on failure: remove it.
 * @throws ImageCopyDiffersError, ImageDamagedError, ImageInUseError, NotEnoughDiskError, CancelledError
 */
export async function copyImage(image: DiskImage, target: string, signal: AbortSignal): Promise<void> {
  const sources = new Map<string, FileHandle>();
  const copy = await open(target, 'wx+', 0o600);
  try {
    for (const path of imageFiles(image)) sources.set(path, await open(path, 'r'));
    await copy.truncate(image.diskBytes);
    await write(image, sources, copy, signal).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOSPC' || error.code === 'EDQUOT')
        throw new NotEnoughDiskError(`a copy of the disk image ${image.path}`);
      throw error;
    });
    await copy.datasync();
    requireSame(image, await rereadImage(image));
    await compare(image, sources, copy, signal);
  } finally {
    await Promise.all([copy, ...sources.values()].map((file) => file.close()));
  }
}

type Sources = ReadonlyMap<string, FileHandle>;

async function write(image: DiskImage, sources: Sources, copy: FileHandle, signal: AbortSignal) {
  const buffer = Buffer.alloc(MAX_PIECE_BYTES);
  for (const piece of mergedPieces(image)) {
    throwIfAborted(signal);
    const bytes = await readPiece(image, sources, piece, buffer);
    for (const { offset, length } of dataRuns(bytes)) {
      await writeAll(copy, bytes.subarray(offset, offset + length), piece.to + offset);
    }
  }
}

async function compare(image: DiskImage, sources: Sources, copy: FileHandle, signal: AbortSignal) {
  const [buffer, copied] = [Buffer.alloc(MAX_PIECE_BYTES), Buffer.alloc(MAX_PIECE_BYTES)];
  for (const piece of mergedPieces(image)) {
    throwIfAborted(signal);
    const bytes = await readPiece(image, sources, piece, buffer);
    const there = await readUpTo(copy, copied.subarray(0, piece.length), piece.to);
    if (there < piece.length || !bytes.equals(copied.subarray(0, piece.length)))
      throw new ImageCopyDiffersError(image.path, `the ${piece.length} bytes at ${piece.to} of its disk`);
    forgetRange(fileOf(sources, piece).fd, piece.from, piece.length);
  }
}

/** A table that names other places means other bytes, even if none of those that were named before has changed. */
function requireSame(before: DiskImage, now: DiskImage): void {
  for (const [index, layer] of before.layers.entries()) {
    if (!sameLayer(layer, now.layers[index]))
      throw new ImageCopyDiffersError(before.path, `where the data is in ${layer.path}`);
  }
}

function sameLayer(before: Layer, now: Layer | undefined): boolean {
  if (now === undefined || before.diskBytes !== now.diskBytes) return false;
  // Data that a raw file has got where there was none is missing in the copy.
  if (before.kind === 'raw')
    return now.kind === 'raw' && JSON.stringify(before.data) === JSON.stringify(now.data);
  return now.kind === 'expanded' && before.table.equals(now.table);
}

async function readPiece(image: DiskImage, sources: Sources, piece: Piece, buffer: Buffer): Promise<Buffer> {
  const bytes = buffer.subarray(0, piece.length);
  if ((await readUpTo(fileOf(sources, piece), bytes, piece.from)) < piece.length)
    throw new ImageCopyDiffersError(
      image.path,
      `${piece.layer.path} ends before byte ${piece.from + piece.length}`,
    );
  return bytes;
}

function fileOf(sources: Sources, { layer }: Piece): FileHandle {
  const file = sources.get(layer.path);
  if (file === undefined) throw new Error(`${layer.path} was not opened`);
  return file;
}

/** Returns how many bytes there were. */
async function readUpTo(file: FileHandle, into: Buffer, from: number): Promise<number> {
  let done = 0;
  while (done < into.length) {
    const { bytesRead } = await file.read(into, done, into.length - done, from + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return done;
}

async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
  }
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new CancelledError('The import of a disk image was cancelled.', signal.reason);
}
