import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FreezeInstant } from '../../../../proxy/replayer/freeze-instant.js';

describe('freeze instant', () => {
  it('lies in the freeze whenever that was the longest silence', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 99 }), { maxLength: 30 });
    fc.assert(
      fc.property(gaps, gaps, fc.integer({ min: 100, max: 1000 }), (before, after, freeze) => {
        let time = 1_000_000;
        const from = time;
        const times: number[] = [];
        for (const gap of before) times.push((time += gap));
        const frozen = time;
        time += freeze;
        const resumed = time;
        times.push(resumed);
        for (const gap of after) times.push((time += gap));
        const instant = new FreezeInstant(from, time);
        for (const at of times) instant.spoke(at);
        instant.spoke(time + 10_000);
        expect(instant.us).toBeGreaterThan(frozen);
        expect(instant.us).toBeLessThan(resumed);
      }),
    );
  });

  it('is the middle when the container said nothing', () => {
    expect(new FreezeInstant(100, 200).us).toBe(150);
  });
});
