import { expect, test } from 'vitest';
import { waitsOf } from '../../../../bench/external/moments.js';
import { longer, report, type Sample } from '../../../../bench/external/report.js';

const MOMENTS = [
  { step: 'plan', at: 10_000 },
  { step: 'ship-disk', at: 10_100 },
  { step: 'freeze', at: 20_000 },
  { step: 'ship', at: 20_400 },
];

test('waits are told apart by when they were', () => {
  const asks = [
    { at: 8_600, waited: 7 },
    { at: 12_000, waited: 15 },
    { at: 20_050, waited: 60 },
    // Begins in the freeze's time, ends behind it.
    { at: 20_890, waited: 30 },
    { at: 25_000, waited: 4 },
    // Behind the command.
    { at: 30_200, waited: 900 },
  ];
  expect(waitsOf(asks, MOMENTS, { from: 9_900, to: 30_000 }, 8_400)).toEqual({
    atFreezeMs: 60,
    otherwiseMs: 15,
    beforeMs: 7,
  });
});

test('what lasts from before the command into it is not before it', () => {
  const asks = [{ at: 9_890, waited: 50 }];
  expect(waitsOf(asks, MOMENTS, { from: 9_900, to: 30_000 }, 8_400)).toEqual({
    atFreezeMs: 0,
    otherwiseMs: 50,
    beforeMs: 0,
  });
});

test('a freeze that is the last step lasts until the command ends', () => {
  const asks = [{ at: 24_000, waited: 9 }];
  const { atFreezeMs } = waitsOf(asks, MOMENTS.slice(0, 3), { from: 9_900, to: 30_000 }, 8_400);
  expect(atFreezeMs).toBe(9);
  expect(() => waitsOf(asks, MOMENTS.slice(0, 2), { from: 9_900, to: 30_000 }, 8_400)).toThrow('no freeze');
});

const sample = (way: Sample['way'], round: number, atFreezeMs: number): Sample => ({
  disk: 'large',
  ...{ way, round, atFreezeMs, otherwiseMs: 5, beforeMs: 4 },
  ...{ frozenMs: atFreezeMs, clientGapMs: atFreezeMs, linkBytes: 1e6, commandMs: 9000, faults: [] },
});

test('external clones are compared with the internal one of the same round', () => {
  const samples = [
    sample('internal', 0, 60),
    sample('external, 10 Mbit/s', 0, 70),
    sample('external, 10 Mbit/s', 1, 350),
    sample('internal', 1, 300),
  ];
  expect(longer(samples, 'large', 'external, 10 Mbit/s')).toEqual([10, 50]);
  expect(longer(samples, 'small', 'external, 10 Mbit/s')).toEqual([]);
  const sizes = { held: { small: 64, large: 2048 }, dirty: 8 };
  const { goals, faults } = report(samples, sizes);
  expect(goals.map(({ measured, met }) => [measured, met])).toEqual([['30.0 ms longer', false]]);
  expect(faults).toEqual([]);
  const hurt = { ...sample('internal', 2, 60), faults: ['its connection was closed'] };
  expect(report([hurt], sizes).faults).toEqual(['large disk, internal, run 3: its connection was closed']);
});
