// Which blocks of a buffer hold anything but zeroes. Pure.
import type { ByteRange } from '../extent-ranges.js';

/** What a file system keeps a hole for. */
const BLOCK = 4096;
const ZEROES = Buffer.alloc(BLOCK);

/** Runs of blocks that are not all zeroes, in order; neighbours joined. The buffer's last block may be short. */
export function dataRuns(buffer: Uint8Array): ByteRange[] {
  const bytes = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  const runs: { offset: number; length: number }[] = [];
  for (let offset = 0; offset < bytes.length; offset += BLOCK) {
    const block = bytes.subarray(offset, offset + BLOCK);
    if (block.equals(ZEROES.subarray(0, block.length))) continue;
    const last = runs.at(-1);
    if (last !== undefined && last.offset + last.length === offset) last.length += block.length;
    else runs.push({ offset, length: block.length });
  }
  return runs;
}
