/** What the runs of the sync bench say. Pure. */
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

export const VARIANTS = ['parikshan', 'rsync --inplace'] as const;
export type Variant = (typeof VARIANTS)[number];

/** One change, shipped one way. */
export interface Sample {
  readonly variant: Variant;
  readonly round: number;
  /** Bytes that were changed. */
  readonly changed: number;
  readonly ms: number;
  /** Bytes that the sending side has written. */
  readonly shipped: number;
  /** Seconds of a processor, both sides together. */
  readonly busySeconds: number;
  /** What arrived is what was sent. */
  readonly equal: boolean;
}

const MOST_SHIPPED = 1.05;
const MOST_TIME = 1 / 20;

export function report(samples: readonly Sample[], gib: number): BenchReport {
  return {
    tables: [table(samples, gib)],
    goals: goals(samples),
    notes: [
      'Both hosts are this machine: two agents with a pool (XFS in a file) each, and a unix socket between them. rsync goes from pool to pool, without ssh.',
      'Changes are whole blocks of 4 KiB, as file systems write them; the disk is full of random data, and nothing of it is in the page cache.',
      'Bytes of Parikshan are all that the sending agent writes, messages and digests included; those of rsync are its own figure of bytes sent.',
      'rsync updates a copy in place; Parikshan makes a new generation by reflink and moves it to its place when it is whole and on the disk.',
      'Times of rsync end with its last write; Parikshan writes to the disk before it says that it is done.',
    ],
    faults: samples
      .filter(({ equal }) => !equal)
      .map(({ variant, round }) => `${variant}, run ${round + 1}: what arrived is not what was sent`),
    data: { gib, samples },
  };
}

function of(samples: readonly Sample[], variant: Variant): Sample[] {
  return samples.filter((sample) => sample.variant === variant);
}

function table(samples: readonly Sample[], gib: number): Table {
  const changed = samples[0]?.changed ?? 0;
  return {
    title: `${figure(changed / 1e6)} MB changed in 1,000 places of a disk of ${gib} GiB: median [least-most] of ${of(samples, 'parikshan').length} runs`,
    columns: ['way', 'seconds', 'MB shipped', 'shipped / changed', 'processor seconds'],
    rows: VARIANTS.map((variant) => {
      const told = (pick: (sample: Sample) => number) => spread(summarize(of(samples, variant).map(pick)));
      return [
        variant,
        told(({ ms }) => ms / 1000),
        told(({ shipped }) => shipped / 1e6),
        told((sample) => sample.shipped / sample.changed),
        told(({ busySeconds }) => busySeconds),
      ];
    }),
  };
}

/** Time of each round against that of rsync in the same round. */
function ratios(samples: readonly Sample[]): number[] {
  return ratiosByRound(of(samples, 'parikshan'), of(samples, 'rsync --inplace'), ({ ms }) => ms);
}

function goals(samples: readonly Sample[]): Goal[] {
  const shipped = of(samples, 'parikshan').map((sample) => sample.shipped / sample.changed);
  const time = ratios(samples);
  return [
    {
      what: 'bytes shipped against bytes changed',
      goal: `<= ${MOST_SHIPPED}`,
      measured: spread(summarize(shipped)),
      met: median(shipped) <= MOST_SHIPPED,
    },
    {
      what: 'time against rsync --inplace',
      goal: '<= 1/20',
      measured: spread(summarize(time)),
      met: median(time) <= MOST_TIME,
    },
  ];
}
