import { expect, test } from 'vitest';
import { report, type Sample } from '../../../../bench/sync/report.js';

const sample = (variant: Sample['variant'], round: number, ms: number, shipped: number): Sample => ({
  ...{ variant, round, ms, shipped },
  changed: 1_000_000,
  busySeconds: 1,
  equal: true,
});

test('times are compared within each round', () => {
  const samples = [
    sample('parikshan', 0, 100, 1_020_000),
    sample('rsync --inplace', 0, 4000, 2_000_000),
    // The machine is ten times slower.
    sample('rsync --inplace', 1, 40_000, 2_000_000),
    sample('parikshan', 1, 1000, 1_040_000),
  ];
  const { goals, faults } = report(samples, 4);
  expect(goals.map(({ measured, met }) => [measured, met])).toEqual([
    ['1.03 [1.02-1.04]', true],
    ['0.025 [0.025-0.025]', true],
  ]);
  expect(faults).toEqual([]);
});

test('goals can be missed, and what arrived damaged is a fault', () => {
  const samples = [
    { ...sample('parikshan', 0, 300, 1_060_000), equal: false },
    sample('rsync --inplace', 0, 4000, 2_000_000),
  ];
  const { goals, faults } = report(samples, 4);
  expect(goals.map(({ met }) => met)).toEqual([false, false]);
  expect(faults).toEqual(['parikshan, run 1: what arrived is not what was sent']);
});
