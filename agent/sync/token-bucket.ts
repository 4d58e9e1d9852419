// A limit on bytes a second, shared by everything of one transfer.
import { setTimeout as delay } from 'node:timers/promises';

/** So much may go at once after a pause, seconds of the rate. */
const BURST_S = 0.1;

/** When bytes may pass. Pure: the clock comes with every call, in milliseconds. */
export class TokenSchedule {
  readonly #bytesPerMs: number;
  readonly #burstMs = BURST_S * 1000;
  /** Everything let through so far is paid for at this moment. */
  #paidAt = -Infinity;

  /** @param bytesPerSecond 0: no limit */
  constructor(bytesPerSecond: number) {
    this.#bytesPerMs = bytesPerSecond / 1000;
  }

  /** Takes `bytes` now and answers how long to wait before they pass, milliseconds. Larger than the burst is fine. */
  take(bytes: number, now: number): number {
    if (this.#bytesPerMs === 0) return 0;
    this.#paidAt = Math.max(this.#paidAt, now - this.#burstMs) + bytes / this.#bytesPerMs;
    return Math.max(0, this.#paidAt - now);
  }
}

export class TokenBucket {
  readonly #schedule: TokenSchedule;

  constructor(bytesPerSecond: number) {
    this.#schedule = new TokenSchedule(bytesPerSecond);
  }

  /** Resolves when so many bytes may pass. Rejects when aborted. */
  async pass(bytes: number, signal: AbortSignal): Promise<void> {
    const waitMs = this.#schedule.take(bytes, performance.now());
    if (waitMs >= 1) await delay(waitMs, undefined, { signal });
  }
}
