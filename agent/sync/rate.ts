// Bytes a second of a transfer, and how long it takes yet. Pure.

/** The rate is that of the last seconds: what was long ago says little of now. */
const WINDOW_MS = 5_000;

export class RateMeter {
  readonly #samples: { at: number; bytes: number }[] = [];

  /** Notes how many bytes have arrived in all, at a moment in milliseconds. */
  note(bytes: number, at: number): void {
    this.#samples.push({ at, bytes });
    while (this.#samples.length > 2 && this.#samples[1]!.at <= at - WINDOW_MS) this.#samples.shift();
  }

  /** Bytes a second; 0 before there are two moments. */
  get bytesPerSecond(): number {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (first === undefined || last === undefined || last.at <= first.at) return 0;
    return ((last.bytes - first.bytes) / (last.at - first.at)) * 1000;
  }

  /** Seconds for so many bytes more; -1: not known. */
  secondsFor(bytes: number): number {
    if (bytes <= 0) return 0;
    const rate = this.bytesPerSecond;
    return rate > 0 ? bytes / rate : -1;
  }
}
