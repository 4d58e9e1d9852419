import { Queue } from './queue.js';

/** How far back a rate looks. */
const WINDOW_MS = 5000;

/** The rate of a total that only grows, over the last 5 s. */
export class RateMeter {
  readonly #samples = new Queue<{ readonly atMs: number; readonly total: number }>();
  #last: { readonly atMs: number; readonly total: number } | undefined;

  /** The total now. Times do not go back. */
  sample(atMs: number, total: number): void {
    this.#last = { atMs, total };
    this.#samples.push(this.#last);
    // The oldest sample that is kept is the last one before the window, so that the window is always covered.
    for (;;) {
      const second = this.#samples.at(1);
      if (second === undefined || second.atMs > atMs - WINDOW_MS) return;
      this.#samples.shift();
    }
  }

  get perSecond(): number {
    const first = this.#samples.peek();
    if (first === undefined || this.#last === undefined || this.#last.atMs <= first.atMs) return 0;
    return ((this.#last.total - first.total) * 1000) / (this.#last.atMs - first.atMs);
  }
}
