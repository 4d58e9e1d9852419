/** What a client noted, and what that says of a suspend. Pure. */

/** One request: when it was sent, by the monotonic clock, and how long its answer took. Milliseconds. */
export interface Ask {
  readonly at: number;
  readonly waited: number;
}

/** Two moments of the same clock. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** The longest wait of a request that was open at any moment of the window; 0 when none was. */
export function longestWait(asks: readonly Ask[], { from, to }: Window): number {
  return asks
    .filter(({ at, waited }) => at <= to && at + waited >= from)
    .reduce((longest, { waited }) => Math.max(longest, waited), 0);
}

/** The monotonic clock, which all processes of a machine share, milliseconds. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
