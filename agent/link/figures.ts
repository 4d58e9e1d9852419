// What is made of the times that were taken. Pure.

/** Bytes that had arrived by a time. */
export interface Arrival {
  readonly atMs: number;
  /** All up to then. */
  readonly bytes: number;
}

/**
 * Bytes a second of a stream that was asked for at `askedMs`. Counted from the first arrival, whose bytes had all the time
 * before; where everything came at once there is only the whole time. NaN when nothing came.
 */
export function bytesPerSecond(askedMs: number, arrivals: readonly Arrival[]): number {
  const [first, last] = [arrivals[0], arrivals.at(-1)];
  if (first === undefined || last === undefined) return Number.NaN;
  if (last.atMs - first.atMs >= LEAST_SPAN_MS)
    return ((last.bytes - first.bytes) / (last.atMs - first.atMs)) * 1000;
  return (last.bytes / Math.max(LEAST_SPAN_MS, last.atMs - askedMs)) * 1000;
}

/** Shorter spans are the scheduler's, milliseconds. */
const LEAST_SPAN_MS = 1;
