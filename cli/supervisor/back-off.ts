const FIRST_MS = 200;
const MOST_MS = 10_000;
/** A process that ran this long was healthy: its next end is a new story. */
const HEALTHY_MS = 30_000;

/** How often a process ended soon after its start, in a row. */
export interface BackOff {
  readonly failures: number;
}

export const NO_FAILURES: BackOff = { failures: 0 };

/**
 * How long to wait before a process is started again: 0.2 s, doubled with each early end in a row, at most 10 s.
 * @param ranMs how long it ran this time
 */
export function nextBackOff(
  before: BackOff,
  ranMs: number,
): { readonly waitMs: number; readonly next: BackOff } {
  const failures = ranMs >= HEALTHY_MS ? 0 : before.failures;
  return { waitMs: Math.min(MOST_MS, FIRST_MS * 2 ** failures), next: { failures: failures + 1 } };
}
