import { expect, test } from 'vitest';
import { parseFio } from '../../../../bench/transfer/fio.js';
import { ratios, report, type Sample } from '../../../../bench/transfer/report.js';

const side = (bytes: number, p99: number) => ({
  bw_bytes: bytes,
  clat_ns: { percentile: { '50.000000': 1, '99.000000': p99 } },
});

test('fio’s figures, behind its warnings', () => {
  const said = JSON.stringify({
    jobs: [{ error: 0, read: side(20_000_000, 3_000_000), write: side(10_000_000, 4_500_000) }],
  });
  expect(parseFio(`fio: this is a note\n${said}\n`)).toEqual({
    read: 20,
    written: 10,
    readP99Ms: 3,
    writeP99Ms: 4.5,
  });
});

test('a run of fio that failed has no figures', () => {
  const said = JSON.stringify({ jobs: [{ error: 28, read: side(1, 1), write: side(1, 1) }] });
  expect(() => parseFio(said)).toThrow('error 28');
  expect(() => parseFio('{"jobs": []}')).toThrow('fio failed');
});

const sample = (variant: Sample['variant'], round: number, mb: number): Sample => ({
  kind: 'random',
  ...{ variant, round, shipped: 10, cores: 0.5 },
  disk: { read: mb / 2, written: mb / 2, readP99Ms: 1, writeP99Ms: 1 },
});

test('throughput is compared within each round', () => {
  const samples = [
    sample('nothing', 0, 100),
    sample('transfer', 0, 50),
    sample('limited transfer', 0, 95),
    // The machine is ten times slower.
    sample('limited transfer', 1, 8),
    sample('transfer', 1, 6),
    sample('nothing', 1, 10),
  ];
  expect(ratios(samples, 'random', 'transfer')).toEqual([0.5, 0.6]);
  expect(ratios(samples, 'in a row', 'transfer')).toEqual([]);
  const { goals, tables } = report(samples, 20);
  expect(goals.map(({ measured, met }) => [measured, met])).toEqual([['0.875 of alone', false]]);
  expect(tables[0]!.rows.map((row) => row.slice(0, 3))).toEqual([
    ['nothing', '55.0 [10.0-100]', '1.00 [1.00-1.00]'],
    ['transfer', '28.0 [6.00-50.0]', '0.550 [0.500-0.600]'],
    ['transfer, at most 20 MB/s', '51.5 [8.00-95.0]', '0.875 [0.800-0.950]'],
  ]);
});
