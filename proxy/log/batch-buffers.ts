/**
 * The buffers that batches are written into, used again and again: each is memory outside the heap, and the garbage
 * collector marks the whole heap for every few megabytes of such memory that were given up.
 */
export class BatchBuffers {
  readonly bytes: number;
  readonly #free: Uint8Array[] = [];
  readonly #most: number;

  /** `bytes`: size of each. `most`: as many are kept at hand; what is given back beyond that is dropped. */
  constructor(bytes: number, most: number) {
    this.bytes = bytes;
    this.#most = most;
  }

  /** Holds whatever was written into it before. */
  take(): Uint8Array {
    // No Buffer: the slice of one would not copy.
    return this.#free.pop() ?? new Uint8Array(Buffer.allocUnsafeSlow(this.bytes).buffer);
  }

  /** `part` of a buffer that nobody reads any more; of any other memory, nothing happens. */
  giveBack(part: Uint8Array): void {
    if (part.buffer.byteLength !== this.bytes || this.#free.length >= this.#most) return;
    this.#free.push(new Uint8Array(part.buffer));
  }
}
