import { describe, expect, test } from 'vitest';
import { goalsOf } from '../../../../bench/suspend/goals.js';
import { outcomeLine } from '../../../../bench/suspend/mod.js';
import { report } from '../../../../bench/suspend/report.js';
import type { Measured, Sample, Variant } from '../../../../bench/suspend/sample.js';
import { variantName, variantsOf } from '../../../../bench/suspend/variants.js';
import { reasonOf } from '../../../../bench/suspend/ways.js';
import { CommandFailedError } from '../../../../runtime/errors/mod.js';

function measured(gapMs: number, faults: string[] = []): Measured {
  const dump = { freezing: 1, frozen: gapMs - 5, memory: 20, bytes: 130e6 };
  return { kind: 'measured', gapMs, calmMs: 3, commandMs: 2000, dump, faults };
}

const nginx = { container: 'nginx', way: 'ours' } as const;
const byPodman = { container: 'nginx', way: 'podman' } as const;
const sample = (variant: Variant, round: number, outcome: Sample['outcome']): Sample => ({
  ...variant,
  round,
  outcome,
});
const failed = { kind: 'failed', reason: 'it has io_uring' } as const;

describe('what is measured', () => {
  test('everything: three ways for each container, and the writer by ours alone', () => {
    expect(variantsOf(undefined, undefined)).toHaveLength(4 * 3 + 4);
    expect(variantsOf('writer,nginx', ' podman, ours').map(variantName)).toEqual([
      'nginx by ours',
      'nginx by podman',
      'writer at 0 MB/s by ours',
      'writer at 1 MB/s by ours',
      'writer at 5 MB/s by ours',
      'writer at 20 MB/s by ours',
    ]);
    expect(variantsOf('writer', 'runc')).toEqual([]);
  });

  test.each([
    { containers: 'nginx,apache', ways: undefined, says: 'There is no container called apache' },
    {
      containers: undefined,
      ways: 'docker',
      says: 'There is no way called docker: choose of ours, runc, podman',
    },
  ])('$containers by $ways is not', ({ containers, ways, says }) => {
    expect(() => variantsOf(containers, ways)).toThrow(says);
  });
});

describe('goals', () => {
  const goals = (samples: Sample[]) => goalsOf(samples).map(({ measured: value, met }) => [value, met]);

  test('are judged by the median, and by the ratio to podman in the same round', () => {
    const samples = [
      sample(nginx, 0, measured(60)),
      sample(byPodman, 0, measured(200)),
      sample(nginx, 1, measured(90)),
      sample(byPodman, 1, measured(300)),
      sample(nginx, 2, measured(70)),
      // No figure, no ratio.
      sample(byPodman, 2, failed),
    ];
    expect(goals(samples)).toEqual([
      ['70.0 ms', true],
      ['0.300 of podman', true],
    ]);
  });

  test('are missed', () => {
    const big = { container: 'redis-1gb', way: 'ours' } as const;
    const samples = [sample(big, 0, measured(601)), sample({ ...big, way: 'podman' }, 0, measured(1200))];
    expect(goals(samples)).toEqual([
      ['601 ms', false],
      ['0.501 of podman', false],
    ]);
  });

  test.each([
    { slow: 50, fast: 250, met: true },
    { slow: 50, fast: 251, met: false },
  ])('the wait may grow from $slow to $fast ms: $met', ({ slow, fast, met }) => {
    const at = (writes: number, gapMs: number) =>
      sample({ container: 'writer', way: 'ours', writes }, 0, measured(gapMs));
    expect(goals([at(0, slow), at(20, fast), at(5, 9999)])).toEqual([[`${fast - slow} ms`, met]]);
  });

  test('are none of what was left out', () => {
    expect(goalsOf([sample({ container: 'jvm', way: 'runc' }, 0, measured(60))])).toEqual([]);
  });
});

describe('the report', () => {
  const variants = [nginx, byPodman];

  test('says why a way of others cannot, and does not count that as a fault', () => {
    const samples = [0, 1].flatMap((round) => [
      sample(nginx, round, measured(60)),
      sample(byPodman, round, failed),
    ]);
    const { tables, faults } = report(samples, variants);
    expect(tables[0]!.rows[1]).toEqual(['nginx by podman', 'cannot: it has io_uring']);
    expect(tables[1]!.rows.map(([name]) => name)).toEqual(['nginx by ours']);
    expect(faults).toEqual([]);
  });

  test('counts what fails once, what fails of ours, and what a client saw', () => {
    const samples = [
      sample(nginx, 0, failed),
      sample(byPodman, 0, measured(300, ['its connection was closed'])),
      sample(nginx, 1, failed),
      sample(byPodman, 1, failed),
    ];
    expect(report(samples, variants).faults).toEqual([
      'nginx by ours, run 1: it has io_uring',
      'nginx by ours, run 2: it has io_uring',
      'nginx by podman, run 1: a client saw: its connection was closed',
      'nginx by podman, run 2: it has io_uring',
    ]);
  });

  test('has no table of what was left out', () => {
    const writer = { container: 'writer', way: 'ours', writes: 5 } as const;
    const { tables } = report([sample(writer, 0, measured(60))], [writer]);
    expect(tables.map(({ title }) => title)).toEqual([
      'Our suspend while it writes: median [least-most] of 1 run',
    ]);
    expect(tables[0]!.rows[0]).toEqual(['5 MB/s', '-', '60.0', '55.0', '-', '3.00']);
  });

  test('tells a run in a line', () => {
    expect(outcomeLine(measured(60))).toBe('longest wait 60.0 ms (stood still 55.0), 2.0 s');
    expect(outcomeLine(failed)).toBe('failed: it has io_uring');
  });
});

test('the reason is the line that tells of the error', () => {
  const stderr = 'time="x" level=info msg="a"\nError: cannot dump: io_uring\nsee the log\n';
  const failure = { file: 'podman', args: [], stdout: '', stderr };
  expect(reasonOf(new CommandFailedError(failure))).toBe('cannot dump: io_uring');
  expect(reasonOf(new Error('nobody listens'))).toBe('nobody listens');
});
