import type { Batch } from '../log/mod.js';

/** Finds holes in a sequence of batches: part of the log that was never written, or written by another tap. */
export class LogContinuity {
  #epoch: number | undefined;
  #next = 0;

  /** Why something is missing before this batch; undefined when nothing is. */
  follow({ epoch, sequence }: Pick<Batch, 'epoch' | 'sequence'>): string | undefined {
    const known = this.#epoch;
    const expected = this.#next;
    this.#epoch = epoch;
    this.#next = sequence + 1;
    if (known === undefined) return undefined;
    if (known !== epoch) return 'the capture was started anew, and what it missed is not in the log';
    if (sequence !== expected) return `batches ${expected} to ${sequence - 1} are not in the log`;
    return undefined;
  }
}
