// The host ids an instance's user namespace maps to.

/** A run of host user and group ids: id 0 inside is `base` on the host. */
export interface IdRange {
  readonly base: number;
  readonly size: number;
}

/** Ids per instance: what an image may use (0 to 65535). */
export const ID_RANGE_SIZE = 65_536;

/** First id handed out: below it are the host's own users. */
const FIRST_BASE = 100_000;

/** Linux ids are 32 bit, and the last one means "none". */
const ID_LIMIT = 2 ** 32 - 1;

/** The lowest free range which overlaps none of `taken`, or undefined when all ids are taken. */
export function firstFreeRange(taken: readonly IdRange[]): IdRange | undefined {
  for (let base = FIRST_BASE; base + ID_RANGE_SIZE <= ID_LIMIT; base += ID_RANGE_SIZE) {
    const range = { base, size: ID_RANGE_SIZE };
    if (!taken.some((other) => overlap(range, other))) return range;
  }
  return undefined;
}

/**
 * Reads /etc/subuid or /etc/subgid (`user:first:count`), the ranges promised to the users of the host:
 * a container must not own files as one of theirs. Lines that are not of that form are passed over.
 */
export function parseSubordinateIds(text: string): IdRange[] {
  return text.split('\n').flatMap((line) => {
    const [, base, size] = line.trim().split(':').map(Number);
    return base !== undefined && size !== undefined && base >= 0 && size > 0 ? [{ base, size }] : [];
  });
}

function overlap(a: IdRange, b: IdRange): boolean {
  return a.base < b.base + b.size && b.base < a.base + a.size;
}
