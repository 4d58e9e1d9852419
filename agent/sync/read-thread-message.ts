// What is said between the thread that reads images and whoever asks it.
import type { ByteRange } from '../disk/mod.js';

/** Bytes of a file that is open in this process. */
export interface ReadQuestion {
  readonly id: number;
  readonly fd: number;
  readonly ranges: readonly ByteRange[];
  /** 0: the bytes are wanted and a digest of each range; else the digests of blocks of this size. */
  readonly blockBytes: number;
}

/** Memory that the asker has done with: the next bytes are read into it. */
export interface GivenBack {
  readonly givenBack: ArrayBuffer;
}

/** The answer to one question. */
export interface ReadAnswer {
  readonly id: number;
  /** The bytes of all ranges one after the other; none when all of them are zeroes. */
  readonly data?: Uint8Array<ArrayBuffer>;
  /** Of each range, whether it is all zeroes. */
  readonly zeroes?: readonly boolean[];
  /** SHA-256 of each range, or the short digests of the blocks, one after the other. */
  readonly digests?: Uint8Array<ArrayBuffer>;
  /** Why it could not be read. */
  readonly failure?: string;
}

/** Of a SHA-256, bytes. */
export const DIGEST_BYTES = 32;

/** What stands for a block in a list of digests: the beginning of its SHA-256, or zeroes for a block of zeroes. Bytes. */
export const SHORT_DIGEST_BYTES = 16;
