/** How long at least the share stays normal after it was last needed, and how long at most after many such times, milliseconds. */
const SHORTEST_HOLD_MS = 1000;
const LONGEST_HOLD_MS = 64_000;

/** Low: production's processes go first. Normal: as any other service of the host. */
export type Share = 'low' | 'normal';

/**
 * Decides which share of the processors the proxy takes: pure, times are milliseconds of any clock that only rises.
 *
 * While nothing is tapped here it is normal. While something is, it is low, but normal as long as somebody needs it and for a
 * while after: 1 s, and twice as long each time it is needed again within as long as it had been held. A host that is busy all
 * the time so has a tap that keeps up, and does not go to and fro.
 */
export class SharePlan {
  readonly #taps = new Map<symbol, boolean>();
  #holdMs = SHORTEST_HOLD_MS;
  /** When the need ended last; undefined before the first. */
  #endedMs: number | undefined;

  /** A tap has begun, and needs the normal share until it says otherwise. */
  add(tap: symbol, nowMs: number): void {
    this.#taps.set(tap, false);
    this.need(tap, true, nowMs);
  }

  /** A tap has ended; what it needed counts as over. */
  remove(tap: symbol, nowMs: number): void {
    this.need(tap, false, nowMs);
    this.#taps.delete(tap);
  }

  /** Whether a tap needs the normal share from now on. One that is not known is not heard. */
  need(tap: symbol, needs: boolean, nowMs: number): void {
    if (this.#taps.get(tap) !== !needs) return;
    if (needs && !this.#needed) this.#begins(nowMs);
    this.#taps.set(tap, needs);
    if (!needs && !this.#needed) this.#endedMs = nowMs;
  }

  share(nowMs: number): Share {
    if (this.#taps.size === 0 || this.#needed) return 'normal';
    return nowMs < this.#heldUntilMs ? 'normal' : 'low';
  }

  /** How long `share` stays as it is unless somebody says something, milliseconds; undefined: for ever. */
  staysMs(nowMs: number): number | undefined {
    const held = this.#taps.size > 0 && !this.#needed && nowMs < this.#heldUntilMs;
    return held ? this.#heldUntilMs - nowMs : undefined;
  }

  get #needed(): boolean {
    for (const needs of this.#taps.values()) if (needs) return true;
    return false;
  }

  get #heldUntilMs(): number {
    return this.#endedMs === undefined ? -Infinity : this.#endedMs + this.#holdMs;
  }

  #begins(nowMs: number): void {
    if (this.#endedMs === undefined) return;
    const heldUntilMs = this.#heldUntilMs;
    if (nowMs < heldUntilMs) return;
    const soon = nowMs < heldUntilMs + this.#holdMs;
    this.#holdMs = soon ? Math.min(LONGEST_HOLD_MS, 2 * this.#holdMs) : SHORTEST_HOLD_MS;
  }
}
