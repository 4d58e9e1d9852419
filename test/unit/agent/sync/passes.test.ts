import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passEnd, type PassLimits } from '../../../../agent/sync/passes.js';

const MIB = 2 ** 20;
const limits: PassLimits = { smallBytes: 16 * MIB, shrink: 0.7, mostPasses: 6 };

describe('whether a disk is copied once more ahead of the freeze', () => {
  it.each([
    ['nothing was shipped yet', [], undefined],
    ['the first pass was large', [4096], undefined],
    ['the first pass was small', [16], 'small'],
    ['it shrinks', [4096, 500, 200], undefined],
    ['it shrank until it was small', [4096, 500, 200, 16], 'small'],
    ['it shrinks too little', [4096, 500, 351], 'not-shrinking'],
    ['it grows', [4096, 500, 900], 'not-shrinking'],
    ['the second pass shipped nearly all again', [4096, 4000], 'not-shrinking'],
    ['it was allowed six', [40_960, 20_480, 10_240, 5120, 2560, 1280], 'most-passes'],
  ] as const)('%s', (_name, shipped, expected) => {
    expect(
      passEnd(
        shipped.map((mib) => mib * MIB),
        limits,
      ),
    ).toBe(expected);
  });

  it('comes to an end, whatever production writes', () => {
    fc.assert(
      fc.property(
        fc.infiniteStream(fc.integer({ min: 0, max: 2 ** 45 })),
        fc.record({
          smallBytes: fc.integer({ min: 0, max: 2 ** 30 }),
          shrink: fc.double({ min: 0.01, max: 1, noNaN: true }),
          mostPasses: fc.integer({ min: 1, max: 20 }),
        }),
        (stream, some) => {
          const shipped: number[] = [];
          for (const bytes of stream) {
            shipped.push(bytes);
            if (passEnd(shipped, some) !== undefined) break;
            // All of the limits must have said no.
            expect(bytes).toBeGreaterThan(some.smallBytes);
            if (shipped.length > 1) expect(bytes).toBeLessThanOrEqual(shipped.at(-2)! * some.shrink);
          }
          expect(shipped.length).toBeLessThanOrEqual(some.mostPasses);
        },
      ),
    );
  });
});
