/**
 * When in [from, until] the container stood still.
 *
 * Those two times are taken outside the freeze, so the container may still have spoken just after the first and
 * again just before the second. In between it was silent, longer than it was at either side: the middle of the longest
 * silence lies inside the freeze. What it said before that is in its memory; what it said after is not.
 */
export class FreezeInstant {
  readonly #until: number;
  #last: number;
  #longest = -1;
  #middle: number;

  /** CLOCK_MONOTONIC of the capturing host, microseconds. */
  constructor(fromUs: number, untilUs: number) {
    this.#last = fromUs;
    this.#until = untilUs;
    this.#middle = fromUs;
  }

  /** The container sent something then. Times do not go back. */
  spoke(timeUs: number): void {
    if (timeUs <= this.#last || timeUs > this.#until) return;
    this.#silence(timeUs);
    this.#last = timeUs;
  }

  /** A time at which it stood still, as far as is known. */
  get us(): number {
    return this.#until - this.#last > this.#longest ? (this.#last + this.#until) / 2 : this.#middle;
  }

  #silence(endUs: number): void {
    if (endUs - this.#last <= this.#longest) return;
    this.#longest = endUs - this.#last;
    this.#middle = (this.#last + endUs) / 2;
  }
}
