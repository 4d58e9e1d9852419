// How large a loop-backed pool is made. Pure.
import { NotEnoughDiskError } from '../errors.js';

const GIB = 2 ** 30;

/**
 * Part of the free space that the pool may grow to. The file is sparse: it takes what is written. The rest stays for the
 * log of the traffic and for the host itself.
 */
const POOL_PART = 0.7;

/** XFS wants 300 MB at least; less than this holds no useful disk. */
export const MIN_POOL_BYTES = GIB;

/** Size of a new loop-backed pool, bytes, in whole GiB. Throws NotEnoughDiskError. */
export function loopPoolBytes(freeBytes: number): number {
  const bytes = Math.floor((freeBytes * POOL_PART) / GIB) * GIB;
  if (bytes < MIN_POOL_BYTES)
    throw new NotEnoughDiskError('the disk pool', MIN_POOL_BYTES / POOL_PART, freeBytes);
  return bytes;
}
