import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  firstFreeRange,
  ID_RANGE_SIZE,
  parseSubordinateIds,
  type IdRange,
} from '../../../../agent/container/mod.js';

const range = fc.record({
  base: fc.integer({ min: 0, max: 2_000_000 }),
  size: fc.integer({ min: 1, max: 300_000 }),
});

describe('firstFreeRange', () => {
  it('overlaps none of the taken ones and no user of the host', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 20 }), (taken) => {
        const found = firstFreeRange(taken);
        expect(found?.size).toBe(ID_RANGE_SIZE);
        const { base, size } = found!;
        expect(base).toBeGreaterThanOrEqual(100_000);
        for (const other of taken)
          expect(base + size <= other.base || other.base + other.size <= base).toBe(true);
      }),
    );
  });

  it('gives as many instances as one likes ranges of their own', () => {
    const taken: IdRange[] = [];
    for (let count = 0; count < 100; count++) taken.push(firstFreeRange(taken)!);
    expect(new Set(taken.map(({ base }) => base)).size).toBe(100);
  });

  it('finds none when all are taken', () => {
    expect(firstFreeRange([{ base: 0, size: 2 ** 32 }])).toBeUndefined();
  });
});

it('reads /etc/subuid and passes over what is not of its form', () => {
  expect(parseSubordinateIds('ann:100000:65536\n\n# no\nbob:x:y\nzoe:231072:10\n')).toEqual([
    { base: 100_000, size: 65_536 },
    { base: 231_072, size: 10 },
  ]);
});
