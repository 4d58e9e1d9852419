import { describe, expect, it } from 'vitest';
import { PacketClock } from '../../../../../proxy/duplicator/tap/packet-clock.js';
import type { ClockOffset } from '../../../../../runtime/linux/mod.js';

function clock(first: ClockOffset) {
  let next = first;
  const made = new PacketClock(() => next);
  return { made, measure: (offset: ClockOffset) => (next = offset) };
}

const at = (made: PacketClock): number => made.monotonicUs(1000, 500_000_999);

describe('PacketClock', () => {
  it('keeps its offset when the next measurement is worse, and takes a better one', () => {
    const { made, measure } = clock({ offsetUs: -9e8, errorUs: 1 });
    made.check(1e12);
    expect(at(made)).toBe(100_500_000);
    measure({ offsetUs: -9e8 - 400, errorUs: 500 });
    made.check(1e12);
    expect(at(made)).toBe(100_500_000);
    measure({ offsetUs: -9e8 - 1, errorUs: 0.4 });
    made.check(1e12);
    expect(at(made)).toBe(100_499_999);
  });

  it('follows a wall clock that was set, and never tells of the future', () => {
    const { made, measure } = clock({ offsetUs: -9e8, errorUs: 1 });
    measure({ offsetUs: -9e8 + 3.6e9, errorUs: 1 });
    made.check(100_600_000);
    expect(at(made)).toBe(100_600_000);
    made.check(1e12);
    expect(at(made)).toBe(100_500_000 + 3.6e9);
  });
});
