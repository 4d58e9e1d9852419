import { describe, expect, it } from 'vitest';
import {
  exactSeconds,
  formatAge,
  formatDeadline,
  formatDuration,
  formatElapsed,
  formatKnownDuration,
  formatRate,
  formatSize,
  hexDump,
  oneLine,
} from '../../../../cli/output/mod.js';

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [1, '1 B'],
    [1023, '1023 B'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [1024 * 1024 - 1, '1 MiB'],
    [130 * 1024 ** 2, '130 MiB'],
    [4 * 1024 ** 3, '4 GiB'],
  ])('%d bytes', (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });

  it('writes rates', () => {
    expect(formatRate(2048)).toBe('2 KiB/s');
  });
});

describe('durations', () => {
  it.each([
    [0, '0 ms'],
    [0.35, '0.3 ms'],
    [83.2, '83 ms'],
    [999.6, '1.0 s'],
    [1200, '1.2 s'],
    [59_960, '1m'],
    [125_000, '2m 5s'],
    [3_600_000, '1h'],
    [11_400_000, '3h 10m'],
    [93_600_000, '1d 2h'],
    [-500, '-500 ms'],
  ])('%d ms', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('leaves out what is not known', () => {
    expect(formatKnownDuration(-1)).toBe('');
    expect(formatKnownDuration(0)).toBe('0 ms');
  });
});

describe('times', () => {
  const now = Date.parse('2026-01-02T00:00:00Z');
  it.each([
    ['2026-01-02T00:00:05Z', 'just now'],
    ['2026-01-01T23:59:48Z', '12s ago'],
    ['2026-01-01T23:55:00Z', '5m ago'],
    ['2026-01-01T20:00:00Z', '4h ago'],
    ['2025-12-24T00:00:00Z', '9d ago'],
    ['', ''],
    ['soon', ''],
  ])('%s', (time, text) => {
    expect(formatAge(time, now)).toBe(text);
  });

  it('tells a time that is to come', () => {
    const now = Date.parse('2026-01-02T03:04:05Z');
    expect(formatDeadline('2026-01-02T03:04:17Z', true, now)).toBe('in 12.0 s');
    expect(formatDeadline('2026-01-02T03:04:05Z', true, now)).toBe('over');
    expect(formatDeadline('2026-01-02T03:04:17Z', false, now)).toBe('2026-01-02T03:04:17Z');
  });

  it('tells how long something took or takes', () => {
    expect(formatElapsed('2026-01-01T23:59:58Z', '', now)).toBe('2.0 s');
    expect(formatElapsed('2026-01-01T23:00:00Z', '2026-01-01T23:00:00.250Z', now)).toBe('250 ms');
    expect(formatElapsed('', '', now)).toBe('');
  });
});

describe('hexDump', () => {
  it('shows offset, bytes and characters', () => {
    expect(hexDump(Buffer.from('hello, replica of\n'), 0x40)).toEqual([
      '00000040  68 65 6c 6c 6f 2c 20 72 65 70 6c 69 63 61 20 6f  |hello, replica o|',
      '00000050  66 0a                                            |f.|',
    ]);
    expect(hexDump(Buffer.alloc(0), 0)).toEqual(['(nothing)']);
  });
});

describe('oneLine', () => {
  it('keeps text from elsewhere from moving the cursor', () => {
    expect(oneLine('a\nb\tc\u001b[2Jd')).toBe('a b c\\x1b[2Jd');
  });
});

describe('exactSeconds', () => {
  it('gives milliseconds and no more', () => {
    expect(exactSeconds(3.617830078125)).toBe('3.618');
    expect(exactSeconds(0.001878173828125)).toBe('0.002');
  });
  it('gives no zeros that say nothing', () => {
    expect(exactSeconds(0)).toBe('0');
    expect(exactSeconds(2.5)).toBe('2.5');
  });
});
