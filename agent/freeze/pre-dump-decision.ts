/**
 * Whether memory is copied ahead of the freeze, and when enough of it is: pure. A round copies what has changed since the round before
 * while production runs, but for a moment of its own; what is left changes in the last one's time and is copied in the freeze.
 */

/** Below this a freeze copies all memory in some tens of milliseconds: rounds would not make it shorter, bytes. */
export const SMALL_MEMORY_BYTES = 64 * 2 ** 20;
/** A change of so few bytes is copied in about the time that a freeze takes anyhow. */
export const SMALL_CHANGE_BYTES = 16 * 2 ** 20;
/** A round that writes more than this share of the one before it has stopped gaining on production. */
export const SHRINKS_TO = 0.8;
/** Each round stops production for a moment, and its images stay. */
export const MOST_ROUNDS = 5;
/** Whoever asked for the clone waits; no round begins behind this, milliseconds. */
export const MOST_TIME_MS = 30_000;

const PAGE_BYTES = 4096;

/** What a round did, from CRIU's own figures. */
export interface PreDumpRound {
  readonly pagesWritten: number;
  /** How long production stood still for it, milliseconds. */
  readonly frozenMs: number;
  /** How long all of it took, milliseconds. */
  readonly tookMs: number;
}

export interface PreDumpFacts {
  /** Whether the kernel tells which pages have changed (soft-dirty). */
  readonly tracked: boolean;
  /** Memory of the container, bytes. */
  readonly memoryBytes: number;
  /** Bytes to be left for the dump, which may find everything changed, and for the replicas. */
  readonly keptBytes: number;
  /** Bytes that images may still take. */
  readonly roomBytes: number;
  /** The rounds so far, first one first. */
  readonly rounds: readonly PreDumpRound[];
}

/** Another round; or the dump, and why now: a sentence without its end. */
export type PreDumpDecision =
  | { readonly next: 'round' }
  | {
      readonly next: 'dump';
      readonly reason:
        | 'not-tracked'
        | 'small-memory'
        | 'no-room'
        | 'small-change'
        | 'not-shrinking'
        | 'most-rounds'
        | 'most-time';
      readonly why: string;
    };

export function decidePreDump({
  tracked,
  memoryBytes,
  keptBytes,
  roomBytes,
  rounds,
}: PreDumpFacts): PreDumpDecision {
  if (!tracked) return dump('not-tracked', 'the kernel cannot track changes of memory (no soft-dirty)');
  const [last, before] = [rounds.at(-1), rounds.at(-2)].map((round) => round && writtenBytes(round));
  if (last === undefined && memoryBytes <= SMALL_MEMORY_BYTES)
    return dump('small-memory', `${mebibytes(memoryBytes)} of memory need none`);
  if (last !== undefined && last <= SMALL_CHANGE_BYTES)
    return dump('small-change', `the last round found ${mebibytes(last)} changed`);
  if (last !== undefined && before !== undefined && last > before * SHRINKS_TO)
    return dump(
      'not-shrinking',
      `${mebibytes(last)} changed in a round, ${mebibytes(before)} in the one before`,
    );
  if (rounds.length >= MOST_ROUNDS) return dump('most-rounds', `${MOST_ROUNDS} rounds are the most`);
  const spentMs = rounds.reduce((sum, { tookMs }) => sum + tookMs, 0);
  if (spentMs >= MOST_TIME_MS) return dump('most-time', `the rounds took ${(spentMs / 1000).toFixed(0)} s`);
  // As much as the one before, at most.
  const wanted = (last ?? memoryBytes) + keptBytes;
  if (wanted > roomBytes)
    return dump(
      'no-room',
      `another round wants room for ${mebibytes(wanted)}, there is ${mebibytes(roomBytes)}`,
    );
  return { next: 'round' };
}

/** Bytes that a round has written into its images. */
export function writtenBytes({ pagesWritten }: PreDumpRound): number {
  return pagesWritten * PAGE_BYTES;
}

function dump(reason: Extract<PreDumpDecision, { next: 'dump' }>['reason'], why: string): PreDumpDecision {
  return { next: 'dump', reason, why };
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
