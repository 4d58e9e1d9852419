import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  firstFreeRange,
  ID_RANGE_SIZE,
  idMappings,
  mappedRange,
  parseSubordinateIds,
  rangeForReplica,
  type IdClaim,
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

const overlap = (a: IdRange, b: IdRange) => a.base < b.base + b.size && b.base < a.base + a.size;

describe('rangeForReplica', () => {
  const claim = fc.record({ instance: fc.constantFrom('web', 'mail', undefined), range });

  it('is nobody else’s; its own where that is free, or its instance runs there', () => {
    fc.assert(
      fc.property(range, fc.array(claim, { maxLength: 12 }), (own, claims) => {
        const found = rangeForReplica('web', own, claims)!;
        const theirs = claims.filter(({ instance }) => instance !== 'web');
        const isTaken = (wanted: IdRange) => theirs.some((other) => overlap(other.range, wanted));
        const hasInstance = claims.some(
          ({ instance, range: kin }) => instance === 'web' && kin.base === own.base,
        );
        if (hasInstance || !isTaken(own)) expect(found).toEqual(own);
        else expect(isTaken(found)).toBe(false);
      }),
    );
  });

  it('is shared by replicas of one instance', () => {
    const own = { base: 100_000, size: ID_RANGE_SIZE };
    const claims: IdClaim[] = [{ instance: 'mail', range: own }];
    const first = rangeForReplica('web', own, claims)!;
    expect(first.base).toBe(165_536);
    claims.push({ instance: 'web', range: first });
    expect(rangeForReplica('web', own, claims)).toEqual(first);
    expect(rangeForReplica('shop', own, claims)?.base).toBe(231_072);
  });
});

it('reads the range of a config.json, if it is one', () => {
  const mapping = idMappings({ base: 100_000, size: 65_536 });
  const of = (uidMappings: unknown, gidMappings: unknown) =>
    mappedRange({ linux: { uidMappings, gidMappings } });
  expect(of(mapping, mapping)).toEqual({ base: 100_000, size: 65_536 });
  expect(of(mapping, [])).toBeUndefined();
  expect(of([...mapping, ...mapping], mapping)).toBeUndefined();
  expect(mappedRange({})).toBeUndefined();
});

it('reads /etc/subuid and passes over what is not of its form', () => {
  expect(parseSubordinateIds('ann:100000:65536\n\n# no\nbob:x:y\nzoe:231072:10\n')).toEqual([
    { base: 100_000, size: 65_536 },
    { base: 231_072, size: 10 },
  ]);
});
