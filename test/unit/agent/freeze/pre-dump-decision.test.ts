import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decidePreDump,
  MOST_ROUNDS,
  MOST_TIME_MS,
  SHRINKS_TO,
  SMALL_CHANGE_BYTES,
  SMALL_MEMORY_BYTES,
  type PreDumpFacts,
  type PreDumpRound,
} from '../../../../agent/freeze/pre-dump-decision.js';

const GIB = 2 ** 30;
const PAGE = 4096;

const wrote = (bytes: number, tookMs = 100): PreDumpRound => ({
  pagesWritten: Math.ceil(bytes / PAGE),
  frozenMs: 5,
  tookMs,
});
const facts = (given: Partial<PreDumpFacts>): PreDumpFacts => ({
  tracked: true,
  memoryBytes: GIB,
  keptBytes: 2 * GIB,
  roomBytes: 100 * GIB,
  rounds: [],
  ...given,
});

describe('memory is copied ahead of the freeze', () => {
  it.each([
    ['not-tracked', facts({ tracked: false })],
    ['small-memory', facts({ memoryBytes: SMALL_MEMORY_BYTES })],
    ['no-room', facts({ roomBytes: 3 * GIB - 1 })],
    ['small-change', facts({ rounds: [wrote(GIB), wrote(SMALL_CHANGE_BYTES)] })],
    ['small-change', facts({ rounds: [wrote(SMALL_CHANGE_BYTES)] })],
    ['not-shrinking', facts({ rounds: [wrote(GIB), wrote(GIB * SHRINKS_TO + PAGE)] })],
    ['most-time', facts({ rounds: [wrote(GIB, MOST_TIME_MS)] })],
    ['no-room', facts({ roomBytes: 2 * GIB, rounds: [wrote(GIB)] })],
  ])('no more: %s', (reason, given) => {
    expect(decidePreDump(given)).toMatchObject({ next: 'dump', reason });
  });

  it.each([
    ['there is much of it', facts({})],
    ['all of it was copied once', facts({ rounds: [wrote(GIB)] })],
    ['the change shrinks', facts({ rounds: [wrote(GIB), wrote(GIB / 2), wrote(GIB / 4)] })],
    ['there is room for just that', facts({ roomBytes: 3 * GIB })],
  ])('in another round where %s', (_, given) => {
    expect(decidePreDump(given)).toEqual({ next: 'round' });
  });

  it('says why it does not, in a sentence', () => {
    expect(decidePreDump(facts({ tracked: false }))).toMatchObject({
      why: 'the kernel cannot track changes of memory (no soft-dirty)',
    });
    expect(decidePreDump(facts({ rounds: [wrote(GIB), wrote(GIB)] }))).toMatchObject({
      why: '1024.0 MiB changed in a round, 1024.0 MiB in the one before',
    });
  });
});

const anyFacts = fc.record({
  tracked: fc.boolean(),
  memoryBytes: fc.integer({ min: 0, max: 64 * GIB }),
  keptBytes: fc.integer({ min: 0, max: 128 * GIB }),
  roomBytes: fc.integer({ min: 0, max: 512 * GIB }),
});
const anyRound = fc.record({
  pagesWritten: fc.integer({ min: 0, max: (64 * GIB) / PAGE }),
  frozenMs: fc.integer({ min: 0, max: 1_000 }),
  tookMs: fc.integer({ min: 0, max: 60_000 }),
});

/** As many rounds as it wants, whatever they find. */
function play(given: Omit<PreDumpFacts, 'rounds'>, script: readonly PreDumpRound[]) {
  const rounds: PreDumpRound[] = [];
  for (;;) {
    const decision = decidePreDump({ ...given, rounds });
    if (decision.next === 'dump') return { rounds, decision };
    rounds.push(script[rounds.length % script.length] ?? wrote(0));
  }
}

describe('rounds ahead of the freeze', () => {
  it('end, whatever they find, after no more than the most', () => {
    fc.assert(
      fc.property(anyFacts, fc.array(anyRound, { minLength: 1, maxLength: 8 }), (given, script) => {
        const { rounds, decision } = play(given, script);
        expect(rounds.length).toBeLessThanOrEqual(MOST_ROUNDS);
        expect(decision.why).not.toBe('');
      }),
    );
  });

  it('are none where the kernel cannot track', () => {
    fc.assert(
      fc.property(anyFacts, fc.array(anyRound, { minLength: 1 }), (given, script) => {
        expect(play({ ...given, tracked: false }, script).rounds).toEqual([]);
      }),
    );
  });

  it('go on to the most while each finds less, and much, in little time and with room', () => {
    const shares = fc.array(fc.double({ min: 0.3, max: SHRINKS_TO - 0.01, noNaN: true }), {
      minLength: MOST_ROUNDS,
      maxLength: MOST_ROUNDS,
    });
    fc.assert(
      fc.property(shares, (each) => {
        const first = 64 * GIB;
        let bytes = first;
        const script = [wrote(first), ...each.map((share) => wrote((bytes = bytes * share)))];
        const { rounds, decision } = play(
          { tracked: true, memoryBytes: first, keptBytes: first, roomBytes: 1024 * GIB },
          script,
        );
        expect(rounds).toHaveLength(MOST_ROUNDS);
        expect(decision).toMatchObject({ reason: 'most-rounds' });
      }),
    );
  });

  it('never begin one for which there is no room beside the dump and the replicas', () => {
    fc.assert(
      fc.property(anyFacts, fc.array(anyRound, { maxLength: 4 }), (given, rounds) => {
        if (decidePreDump({ ...given, rounds }).next === 'dump') return;
        const wanted = (rounds.at(-1)?.pagesWritten ?? given.memoryBytes / PAGE) * PAGE;
        expect(given.roomBytes).toBeGreaterThanOrEqual(wanted + given.keptBytes);
      }),
    );
  });
});
