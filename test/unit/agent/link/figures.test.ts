import { describe, expect, it } from 'vitest';
import { bytesPerSecond } from '../../../../agent/link/figures.js';

describe('the figures of a link', () => {
  it('count bytes from the first arrival on, which had been under way before', () => {
    const arrivals = [
      { atMs: 1_050, bytes: 64_000 },
      { atMs: 1_100, bytes: 128_000 },
      { atMs: 1_550, bytes: 564_000 },
    ];
    expect(bytesPerSecond(1_000, arrivals)).toBe(1_000_000);
  });

  it('have the whole time only, where all came at once', () => {
    expect(bytesPerSecond(1_000, [{ atMs: 1_500, bytes: 500 }])).toBe(1_000);
    expect(bytesPerSecond(1_000, [{ atMs: 1_000, bytes: 500 }])).toBe(500_000);
    expect(bytesPerSecond(1_000, [])).toBeNaN();
  });
});
