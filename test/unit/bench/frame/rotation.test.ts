import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rotated } from '../../../../bench/frame/rotation.js';

test('three variants in six rounds', () => {
  const rounds = Array.from({ length: 6 }, (_, round) => rotated(['A', 'B', 'C'], round).join(''));
  expect(rounds).toEqual(['ABC', 'BCA', 'CAB', 'CBA', 'ACB', 'BAC']);
});

test('no variants, nothing to do', () => {
  expect(rotated([], 3)).toEqual([]);
});

test('each round has each variant once, and in a lap each variant is at each place once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 50 }), (count, lap) => {
      const variants = Array.from({ length: count }, (_, i) => i);
      const rounds = variants.map((i) => rotated(variants, lap * count + i));
      for (const round of rounds) expect([...round].sort()).toEqual(variants);
      for (const place of variants) expect(rounds.map((round) => round[place]).sort()).toEqual(variants);
    }),
  );
});
