import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSize } from '../../../../cli/input/mod.js';

describe('parseSize', () => {
  it.each([
    ['1', 1],
    ['512M', 512 * 1024 ** 2],
    ['512m', 512 * 1024 ** 2],
    ['4GiB', 4 * 1024 ** 3],
    ['1.5G', 1.5 * 1024 ** 3],
    ['2GB', 2e9],
    ['10kb', 10_000],
    ['100B', 100],
    ['1 TiB', 1024 ** 4],
  ])('reads %s', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it.each(['', '0', 'M', '-1M', '1X', '1iB', '1e9', '5 apples', '99999999T'])('refuses "%s"', (text) => {
    expect(() => parseSize(text)).toThrow(/size/i);
  });

  it('reads every whole number of KiB back', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 2 ** 40 }), (n) => parseSize(`${n}K`) === n * 1024));
  });
});
