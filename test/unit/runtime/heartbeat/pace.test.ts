import fc from 'fast-check';
import { expect, it } from 'vitest';
import { beatInterval, reconnectPause } from '../../../../runtime/heartbeat/mod.js';

const random = fc.double({ min: 0, max: 1, noNaN: true });

it('beats at least twice within the time to live', () => {
  fc.assert(
    fc.property(fc.integer({ min: 400, max: 60_000 }), random, (timeToLiveMs, chance) => {
      const interval = beatInterval(timeToLiveMs, chance);
      expect(interval).toBeGreaterThanOrEqual(100);
      expect(interval * 2).toBeLessThan(timeToLiveMs);
    }),
  );
});

it('waits longer from attempt to attempt, up to five seconds', () => {
  expect(reconnectPause(0, 1)).toBe(200);
  expect(reconnectPause(0, 0)).toBe(100);
  expect(reconnectPause(1000, 1)).toBe(5_000);
});
