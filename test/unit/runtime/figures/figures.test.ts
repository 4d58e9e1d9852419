import { describe, expect, it, test } from 'vitest';
import { formatCount, median, plural } from '../../../../runtime/figures/mod.js';

describe('counts', () => {
  it('have separators, and their noun in the right number', () => {
    expect(formatCount(1234567)).toBe('1,234,567');
    expect(plural(1, 'replica')).toBe('1 replica');
    expect(plural(0, 'replica')).toBe('0 replicas');
    expect(plural(10_000, 'host')).toBe('10,000 hosts');
  });
});

test.each([
  { of: [3], is: 3 },
  { of: [10, 2], is: 6 },
  { of: [9, 1, 5], is: 5 },
  { of: [4, 100, 1, 2], is: 3 },
  { of: [300, 200, 90_000, 250, 210], is: 250 },
  { of: [], is: NaN },
])('the median of $of is $is', ({ of, is }) => {
  expect(median(of)).toBe(is);
});
