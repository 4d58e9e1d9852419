// Whether a disk that production goes on writing to is copied once more ahead of the freeze. Pure.

/** When to stop. All of them are in force. */
export interface PassLimits {
  /** A pass that shipped at most this is the last, bytes. */
  readonly smallBytes: number;
  /** A pass that shipped more than this part of the one before it is the last. */
  readonly shrink: number;
  readonly mostPasses: number;
}

export const DEFAULT_PASS_LIMITS: PassLimits = {
  // What a disk and a network do in a tenth of a second or two.
  smallBytes: 16 * 2 ** 20,
  shrink: 0.7,
  mostPasses: 6,
};

/** Undefined: there is going to be another pass. */
export type PassEnd = 'small' | 'not-shrinking' | 'most-passes' | undefined;

/** @param shipped bytes that each pass so far has shipped, the first of them all that is allocated */
export function passEnd(shipped: readonly number[], limits: PassLimits): PassEnd {
  const last = shipped.at(-1);
  if (last === undefined) return undefined;
  if (last <= limits.smallBytes) return 'small';
  // The first pass shipped what the disk holds, which says nothing of how fast production writes: only the second can be too large
  // against it, and then it is, for it took as long to be written as the first to be shipped.
  const before = shipped.at(-2);
  if (before !== undefined && last > before * limits.shrink) return 'not-shrinking';
  return shipped.length >= limits.mostPasses ? 'most-passes' : undefined;
}
