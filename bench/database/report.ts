/** What the runs of the database bench say. Pure. */
import { median } from '../../runtime/figures/mod.js';
import {
  figure,
  spread,
  ratiosByRound,
  summarize,
  type BenchReport,
  type Goal,
  type Table,
} from '../frame/mod.js';
import type { PgbenchFigures } from './postgres.js';

export const VARIANTS = ['plain directory', 'one file', 'one file, a clone kept'] as const;
export type Variant = (typeof VARIANTS)[number];

export interface Sample extends PgbenchFigures {
  readonly variant: Variant;
  readonly round: number;
}

const LEAST_TPS = 0.9;

/** @param scale of pgbench */
export function report(samples: readonly Sample[], scale: number): BenchReport {
  return {
    tables: [table(samples, scale)],
    goals: goals(samples),
    notes: [
      'Both containers are of the same files and the same runc spec; each has a PostgreSQL 15 of its own, and pgbench runs inside, through a unix socket: nothing of the network is measured.',
      'pgbench: TPC-B-like, 8 connections, each commit waits for the disk. A checkpoint before each run, none in it, no autovacuum.',
      'plain directory: on the host’s file system. one file: an instance of ours, ext4 in an image, by a loop device, in the pool; where the host’s file system cannot reflink, the pool is XFS in a file on it, by one loop device more.',
      'a clone kept: the clone was made right before the run, so that its snapshot and the disk share all they hold, and what is written goes to a new place.',
      'Ratios are of each round’s own plain directory.',
    ],
    faults: [],
    data: { scale, samples },
  };
}

function of(samples: readonly Sample[], variant: Variant): Sample[] {
  return samples.filter((sample) => sample.variant === variant);
}

/** A figure of each round as a part of the plain directory's in the same round. */
export function ratios(
  samples: readonly Sample[],
  variant: Variant,
  pick: (sample: Sample) => number,
): number[] {
  return ratiosByRound(of(samples, variant), of(samples, 'plain directory'), pick);
}

const tps = ({ tps }: Sample) => tps;
const p99 = ({ p99Ms }: Sample) => p99Ms;

function table(samples: readonly Sample[], scale: number): Table {
  return {
    title: `pgbench at scale ${scale} (${figure(scale * 15)} MB), by where its disk is: median [least-most] of ${of(samples, 'one file').length} runs`,
    columns: ['disk', 'transactions/s', 'of plain', 'p50 ms', 'p99 ms', 'p99 of plain'],
    rows: VARIANTS.map((variant) => {
      const told = (pick: (sample: Sample) => number) => spread(summarize(of(samples, variant).map(pick)));
      const against = (pick: (sample: Sample) => number) => spread(summarize(ratios(samples, variant, pick)));
      return [variant, told(tps), against(tps), told(({ p50Ms }) => p50Ms), told(p99), against(p99)];
    }),
  };
}

function goals(samples: readonly Sample[]): Goal[] {
  const all = ratios(samples, 'one file', tps);
  if (all.length === 0) return [];
  return [
    {
      what: 'transactions of a database on a disk in one file',
      goal: `>= ${LEAST_TPS} of a plain directory`,
      measured: spread(summarize(all)),
      met: median(all) >= LEAST_TPS,
    },
  ];
}
