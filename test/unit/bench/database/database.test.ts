import { expect, test } from 'vitest';
import { parseLatencies, parseTps } from '../../../../bench/database/postgres.js';
import { ratios, report, type Sample } from '../../../../bench/database/report.js';

test('transactions a second', () => {
  const said =
    'number of failed transactions: 0 (0.000%)\ninitial connection time = 9 ms\ntps = 812.5 (without initial connection time)\n';
  expect(parseTps(said)).toBe(812.5);
});

test.each(['', 'number of failed transactions: 3 (0.100%)\ntps = 812.5 (without)\n'])(
  'pgbench that failed has no figures: %j',
  (said) => {
    expect(() => parseTps(said)).toThrow('pgbench failed');
  },
);

test('latencies of a log of two threads', () => {
  const line = (client: number, micros: number) => `${client} 1 ${micros} 0 1700000000 123456`;
  const log = Array.from({ length: 100 }, (_, index) => line(index % 8, (index + 1) * 1000));
  expect(parseLatencies(`${log.join('\n')}\n`)).toEqual({ p50Ms: 50, p99Ms: 99 });
});

const sample = (variant: Sample['variant'], round: number, tps: number): Sample => ({
  ...{ variant, round, tps, p50Ms: 1000 / tps, p99Ms: 8000 / tps },
});

test('databases are compared within each round', () => {
  const samples = [
    sample('plain directory', 0, 1000),
    sample('one file', 0, 950),
    sample('one file, a clone kept', 0, 500),
    sample('one file, a clone kept', 1, 60),
    sample('one file', 1, 87),
    sample('plain directory', 1, 100),
  ];
  expect(ratios(samples, 'one file, a clone kept', ({ tps }) => tps)).toEqual([0.5, 0.6]);
  const { goals } = report(samples, 20);
  expect(goals.map(({ measured, met }) => [measured, met])).toEqual([['0.910 [0.870-0.950]', true]]);
});
