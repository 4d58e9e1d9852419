// Where there are no extent maps: both sides read, and what differs is told by digests of blocks.
import type { FileHandle } from 'node:fs/promises';
import type { ChangedRange } from '../disk/mod.js';
import type { ReadThreads } from './read-threads.js';
import { SHORT_DIGEST_BYTES } from './read-thread-message.js';
import { fileDigests } from './ship.js';

/** Small enough to find small changes; 1 MiB of digests for a disk of 4 GiB. */
const BLOCK_BYTES = 64 * 1024;

/**
 * Blocks in which `image` differs from what the other side has.
 * @param theirs digests of its blocks of a size, in order
 */
export async function* differingBlocks(
  image: FileHandle,
  size: number,
  theirs: (blockBytes: number) => AsyncIterable<{ first: number; digests: Buffer }>,
  readers: ReadThreads,
): AsyncGenerator<ChangedRange> {
  const other = new BlockDigests(theirs(BLOCK_BYTES));
  try {
    for await (const { first, digests } of fileDigests(image, size, BLOCK_BYTES, readers)) {
      const same = await other.take(digests.length);
      for (const { block, zero } of differing(digests, same)) {
        const offset = (first + block) * BLOCK_BYTES;
        yield { offset, length: Math.min(BLOCK_BYTES, size - offset), zero };
      }
    }
  } finally {
    await other.leave();
  }
}

/** Which digests differ, by number, and whether theirs is that of a block of zeroes. Pure. */
export function* differing(ours: Buffer, theirs: Buffer): Generator<{ block: number; zero: boolean }> {
  for (let at = 0; at < ours.length; at += SHORT_DIGEST_BYTES) {
    const their = theirs.subarray(at, at + SHORT_DIGEST_BYTES);
    if (!ours.subarray(at, at + SHORT_DIGEST_BYTES).equals(their))
      yield { block: at / SHORT_DIGEST_BYTES, zero: their.equals(ZERO_BLOCK) };
  }
}

const ZERO_BLOCK = Buffer.alloc(SHORT_DIGEST_BYTES);

/** The other side's digests, taken by as many as are wanted. */
class BlockDigests {
  readonly #messages: AsyncIterator<{ first: number; digests: Buffer }>;
  #left = Buffer.alloc(0);

  constructor(messages: AsyncIterable<{ first: number; digests: Buffer }>) {
    this.#messages = messages[Symbol.asyncIterator]();
  }

  async take(bytes: number): Promise<Buffer> {
    while (this.#left.length < bytes) {
      const next = await this.#messages.next();
      if (next.done) throw new Error(`there are ${bytes - this.#left.length} bytes of digests too few`);
      this.#left = Buffer.concat([this.#left, next.value.digests]);
    }
    const taken = this.#left.subarray(0, bytes);
    this.#left = this.#left.subarray(bytes);
    return taken;
  }

  async leave(): Promise<void> {
    await this.#messages.return?.();
  }
}
