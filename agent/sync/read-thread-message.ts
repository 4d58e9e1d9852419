// What is said between the thread that reads images and whoever asks it.

/** Bytes of a file that is open in this process. */
export interface ReadQuestion {
  readonly id: number;
  readonly fd: number;
  readonly offset: number;
  readonly length: number;
  /** 0: the bytes are wanted and their digest; else the digests of blocks of this size. */
  readonly blockBytes: number;
}

/** Memory that the asker has done with: the next bytes are read into it. */
export interface GivenBack {
  readonly givenBack: ArrayBuffer;
}

/** The answer to one question. */
export interface ReadAnswer {
  readonly id: number;
  /** The bytes; none when all of them are zeroes. */
  readonly data?: Uint8Array<ArrayBuffer>;
  /** SHA-256 of the bytes, or the short digests of the blocks one after the other. */
  readonly digest?: Uint8Array<ArrayBuffer>;
  /** Why it could not be read. */
  readonly failure?: string;
}

/** What stands for a block in a list of digests: the beginning of its SHA-256, or zeroes for a block of zeroes. Bytes. */
export const SHORT_DIGEST_BYTES = 16;
