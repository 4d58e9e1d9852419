import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RateMeter } from '../../../../agent/sync/rate.js';
import { TokenSchedule } from '../../../../agent/sync/token-bucket.js';

describe('the limit of bytes a second', () => {
  it('is never passed over any time, but for one burst and the piece that passes it', () => {
    const takes = fc.array(
      fc.record({ bytes: fc.integer({ min: 1, max: 300_000 }), pauseMs: fc.integer({ min: 0, max: 400 }) }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 100_000_000 }), takes, (rate, all) => {
        const schedule = new TokenSchedule(rate);
        const passed: { at: number; bytes: number }[] = [];
        let now = 1000;
        for (const { bytes, pauseMs } of all) {
          now += pauseMs;
          // Bytes pass when their wait is over; who waits takes no more meanwhile.
          now += schedule.take(bytes, now);
          passed.push({ at: now, bytes });
        }
        for (let from = 0; from < passed.length; from += 1) {
          let bytes = 0;
          for (let to = from; to < passed.length; to += 1) {
            bytes += passed[to]!.bytes;
            const seconds = (passed[to]!.at - passed[from]!.at) / 1000;
            expect(bytes).toBeLessThanOrEqual(rate * (seconds + 0.1) + passed[from]!.bytes + 1);
          }
        }
      }),
    );
  });

  it('holds nobody up who stays below it', () => {
    const schedule = new TokenSchedule(1_000_000);
    for (let now = 0; now < 10_000; now += 100) expect(schedule.take(90_000, now)).toBe(0);
  });

  it('of 0 is none', () => {
    const schedule = new TokenSchedule(0);
    expect(schedule.take(2 ** 40, 0)).toBe(0);
    expect(schedule.take(2 ** 40, 0)).toBe(0);
  });
});

describe('the rate', () => {
  it('is that of the last seconds', () => {
    const meter = new RateMeter();
    for (let at = 0; at <= 20_000; at += 500)
      meter.note(at <= 10_000 ? at * 1000 : 10_000_000 + (at - 10_000) * 10, at);
    expect(meter.bytesPerSecond).toBeCloseTo(10_000);
    expect(meter.secondsFor(100_000)).toBeCloseTo(10);
  });

  it('is not known before anything has passed', () => {
    const meter = new RateMeter();
    expect(meter.secondsFor(1)).toBe(-1);
    meter.note(0, 5);
    meter.note(0, 505);
    expect(meter.secondsFor(1)).toBe(-1);
    expect(meter.secondsFor(0)).toBe(0);
  });
});
