/**
 * TCP sequence numbers (RFC 9293, 3.4): modulo 2^32, so that "before" and "after" mean less than half the circle away.
 */

/** Bytes from `from` to `to`; negative when `to` lies before `from`. Between -2^31 and 2^31 - 1. */
export function sequenceDistance(from: number, to: number): number {
  return (to - from) | 0;
}

/** The number `bytes` further on (or back, when negative). */
export function sequenceAdd(from: number, bytes: number): number {
  return (from + bytes) >>> 0;
}
