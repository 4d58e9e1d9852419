import type { ClockOffset } from '../../../runtime/linux/mod.js';

/** Tries to measure the offset well, when it has to be measured anew. */
const TRIES = 10;
/** Beyond what both measurements may be wrong by, this much is no error: the clock was set. Microseconds. */
const TOLERANCE_US = 2;

/**
 * Turns the kernel's times of packets, which are on the wall clock, into times of the monotonic clock. The offset is kept
 * once it was measured well: a worse one would put a read before the packet it read, for these lie microseconds apart.
 */
export class PacketClock {
  readonly #measure: () => ClockOffset;
  #current: ClockOffset;
  #latestUs = 0;

  constructor(measure: () => ClockOffset) {
    this.#measure = measure;
    this.#current = this.#measureWell();
  }

  /** Before the packets of a block: sees whether the clock was set. No packet in it is later than `nowUs`. */
  check(nowUs: number): void {
    this.#latestUs = nowUs;
    const found = this.#measure();
    const difference = Math.abs(found.offsetUs - this.#current.offsetUs);
    if (difference > found.errorUs + this.#current.errorUs + TOLERANCE_US)
      this.#current = this.#measureWell();
    else if (found.errorUs < this.#current.errorUs) this.#current = found;
  }

  /** Whole microseconds. A packet from before the clock was set back must not lie in the future. */
  monotonicUs(seconds: number, nanoseconds: number): number {
    const timeUs = Math.floor(seconds * 1e6 + nanoseconds / 1000 + this.#current.offsetUs);
    return timeUs < this.#latestUs ? timeUs : this.#latestUs;
  }

  #measureWell(): ClockOffset {
    let best = this.#measure();
    for (let i = 1; i < TRIES; i += 1) {
      const next = this.#measure();
      if (next.errorUs < best.errorUs) best = next;
    }
    return best;
  }
}
