import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SharePlan } from '../../../../proxy/processor-share/share-plan.js';

const [A, B] = [Symbol('a'), Symbol('b')];

describe('the plan of the share', () => {
  it('is normal without a tap, while one begins, and for a second after', () => {
    const plan = new SharePlan();
    expect(plan.share(0)).toBe('normal');
    plan.add(A, 0);
    expect(plan.share(60_000)).toBe('normal');
    expect(plan.staysMs(60_000)).toBeUndefined();
    plan.need(A, false, 60_000);
    expect(plan.share(60_999)).toBe('normal');
    expect(plan.staysMs(60_250)).toBe(750);
    expect(plan.share(61_000)).toBe('low');
    expect(plan.staysMs(61_000)).toBeUndefined();
    plan.remove(A, 70_000);
    expect(plan.share(70_000)).toBe('normal');
  });

  it('holds twice as long each time it is needed again soon, up to 64 s, and 1 s again after a long time without', () => {
    const plan = new SharePlan();
    plan.add(A, 0);
    plan.need(A, false, 0);
    let nowMs = 0;
    const held: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      const heldMs = plan.staysMs(nowMs)!;
      held.push(heldMs / 1000);
      nowMs += heldMs + 300;
      expect(plan.share(nowMs)).toBe('low');
      plan.need(A, true, nowMs);
      expect(plan.share(nowMs)).toBe('normal');
      plan.need(A, false, (nowMs += 200));
    }
    expect(held).toEqual([1, 2, 4, 8, 16, 32, 64, 64, 64]);
    nowMs += 64_000 + 64_001;
    plan.need(A, true, nowMs);
    plan.need(A, false, nowMs);
    expect(plan.staysMs(nowMs)).toBe(1000);
  });

  it('is low only when no tap needs more', () => {
    const plan = new SharePlan();
    plan.add(A, 0);
    plan.add(B, 0);
    plan.need(A, false, 0);
    expect(plan.share(10_000)).toBe('normal');
    plan.remove(B, 10_000);
    expect(plan.share(11_000)).toBe('low');
    // Nobody knows it any more.
    plan.need(B, true, 12_000);
    expect(plan.share(12_000)).toBe('low');
  });

  it('never goes low while somebody needs more, and says when it will', () => {
    const taps = [A, B, Symbol('c')];
    const step = fc.record({
      afterMs: fc.nat(5000),
      tap: fc.integer({ min: 0, max: 2 }),
      what: fc.constantFrom('add', 'remove', 'need', 'enough'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const plan = new SharePlan();
        const needs = new Map<symbol, boolean>();
        let nowMs = 0;
        for (const { afterMs, tap: index, what } of steps) {
          const staysMs = plan.staysMs(nowMs);
          const before = plan.share(nowMs);
          if (staysMs !== undefined && afterMs >= staysMs) expect(plan.share(nowMs + staysMs)).toBe('low');
          else expect(plan.share(nowMs + afterMs)).toBe(before);
          nowMs += afterMs;
          const tap = taps[index]!;
          const known = needs.has(tap);
          if (what === 'add' && !known) {
            plan.add(tap, nowMs);
            needs.set(tap, true);
          } else if (what === 'remove') {
            plan.remove(tap, nowMs);
            needs.delete(tap);
          } else if (what !== 'add') {
            plan.need(tap, what === 'need', nowMs);
            if (known) needs.set(tap, what === 'need');
          }
          if (needs.size === 0 || [...needs.values()].includes(true))
            expect(plan.share(nowMs)).toBe('normal');
          if (needs.size > 0 && ![...needs.values()].includes(true))
            expect(plan.share(nowMs + 64_000)).toBe('low');
        }
      }),
    );
  });
});
