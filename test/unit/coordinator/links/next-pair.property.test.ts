import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextPair, type Peer } from '../../../../coordinator/links/mod.js';

const fleet = (count: number): Peer[] =>
  Array.from({ length: count }, (_, index) => ({ name: `h${index}`, target: `10.0.0.${index}:7424` }));

/** Measures for `turns` turns of 1 ms; a way is due again after `againMs`. Returns the ways in order. */
function measure(hosts: readonly Peer[], turns: number, againMs: number): string[] {
  const dueAt = new Map<string, number>();
  const ways: string[] = [];
  for (let now = 0; now < turns; now += 1) {
    const pair = nextPair(hosts, dueAt, now);
    if (pair === undefined) continue;
    const way = `${pair.host.name} ${pair.peer.name}`;
    expect(dueAt.get(way) ?? 0).toBeLessThanOrEqual(now);
    ways.push(way);
    dueAt.set(way, now + againMs);
  }
  return ways;
}

describe('the next way to measure', () => {
  it('is each way between few hosts, once in a round', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), (count) => {
        const ways = measure(fleet(count), count * count + 5, 100_000);
        expect(new Set(ways).size).toBe(ways.length);
        expect(ways).toHaveLength(count * Math.max(0, count - 1));
        expect(ways.filter((way) => way.split(' ')[0] === way.split(' ')[1])).toEqual([]);
      }),
    );
  });

  it('leaves no way out when there is time for only a part of them at a time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 1, max: 20 }), (count, againMs) => {
        const ways = measure(fleet(count), count * (count - 1) * 2, againMs);
        expect(new Set(ways).size).toBe(count * (count - 1));
      }),
    );
  });

  it('is of a bounded number of ways, however many hosts there are', () => {
    for (const count of [50, 400, 3_000]) {
      const dueAt = new Map<string, number>();
      const hosts = fleet(count);
      const start = performance.now();
      expect(nextPair(hosts, dueAt, 0)?.host.name).toBe('h0');
      expect(performance.now() - start).toBeLessThan(200);
    }
    const ways = measure(fleet(500), 600, 100_000);
    expect(ways).toHaveLength(500);
    expect(new Set(ways.map((way) => way.split(' ')[0])).size).toBe(500);
  });

  it('is never to or from an agent that only its own machine can reach', () => {
    const hosts = [...fleet(2), { name: 'local', target: 'unix:/run/parikshan/agent.sock' }];
    expect(measure(hosts, 20, 100)).toEqual(['h0 h1', 'h1 h0']);
    expect(nextPair([hosts[2]!, hosts[0]!], new Map(), 0)).toBeUndefined();
  });
});
