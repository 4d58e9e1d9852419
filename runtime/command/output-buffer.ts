/** Keeps the last bytes of an output, so that a program that never stops talking cannot fill our memory. */
export class OutputBuffer {
  readonly #limit: number;
  #chunks: Buffer[] = [];
  #bytes = 0;

  /** @param limit most bytes kept */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Appends, and lets go of whole chunks at the front that are beyond the limit. */
  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    while (this.#chunks.length > 1 && this.#bytes - this.#chunks[0]!.length >= this.#limit) {
      this.#bytes -= this.#chunks.shift()!.length;
    }
  }

  /** The last `limit` bytes as UTF-8; what is not UTF-8 becomes U+FFFD. */
  text(): string {
    const all = Buffer.concat(this.#chunks, this.#bytes);
    return all.subarray(Math.max(0, all.length - this.#limit)).toString('utf8');
  }
}
