import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentile, summarize } from '../../../../bench/frame/statistics.js';

// Milliseconds, in microseconds: no -0, which would equal 0 and not be it.
const samples = fc.array(
  fc.integer({ min: -1e9, max: 1e9 }).map((us) => us / 1000 + 0),
  { minLength: 1 },
);

test('percentiles are samples, by nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect([0, 1, 50, 99, 99.5, 100].map((p) => percentile(hundred, p))).toEqual([1, 1, 50, 99, 100, 100]);
});

test('of no samples nothing is told', () => {
  expect(summarize([])).toEqual({ n: 0, median: NaN, min: NaN, max: NaN, p90: NaN });
});

test('at least p percent of the samples are no larger than the percentile, and it is the smallest such', () => {
  fc.assert(
    fc.property(samples, fc.integer({ min: 1, max: 100 }), (of, p) => {
      const value = percentile(of, p);
      expect(of).toContain(value);
      expect(of.filter((sample) => sample <= value).length * 100).toBeGreaterThanOrEqual(p * of.length);
      expect(of.filter((sample) => sample < value).length * 100).toBeLessThan(p * of.length);
    }),
  );
});

test('a summary does not depend on the order of the samples, and leaves them as they are', () => {
  fc.assert(
    fc.property(samples, (of) => {
      const before = [...of];
      const summary = summarize(of);
      expect(of).toEqual(before);
      expect(summarize([...of].reverse())).toEqual(summary);
      expect(summary.min).toBeLessThanOrEqual(summary.median);
      expect(summary.median).toBeLessThanOrEqual(summary.max);
    }),
  );
});
