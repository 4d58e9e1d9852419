/** What the runs of the transfer bench say. Pure. */
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
import { KINDS, type DiskFigures, type Kind } from './fio.js';

/** What goes on beside the container: nothing, a transfer of its disk, and one that is limited. */
export const VARIANTS = ['nothing', 'transfer', 'limited transfer'] as const;
export type Variant = (typeof VARIANTS)[number];

/** One run of fio. */
export interface Sample {
  readonly kind: Kind;
  readonly variant: Variant;
  readonly round: number;
  readonly disk: DiskFigures;
  /** MB/s that the transfer has brought meanwhile. */
  readonly shipped: number;
  /** Processors that the sending agent kept busy. */
  readonly cores: number;
}

/** A limited transfer should leave a container this part of its disk. */
const LEAST_WITH_LIMIT = 0.9;

/** @param limitMb MB/s of the limited transfer */
export function report(samples: readonly Sample[], limitMb: number): BenchReport {
  return {
    tables: KINDS.map((kind) => table(samples, kind, limitMb)),
    goals: KINDS.flatMap((kind) => goal(samples, kind, limitMb)),
    notes: [
      'random: two readers and writers at a time, 16 KiB each, half of them reads, all over the file. in a row: the same with 1 MiB, one after the other.',
      'fio runs in the container, without the page cache (O_DIRECT). The disk is one file, through a loop device.',
      'The transfer is that of the passes ahead of a freeze (FetchDisk), from the beginning again when it is done. It ships fio’s own file, which changes meanwhile.',
      'The taker’s pool lies in memory, as if its disk were another host’s. Its processor time, and that of the network between, are this machine’s.',
      'Ratios are of each round’s own run beside nothing, so that a drift of the machine meets all alike.',
    ],
    faults: [],
    data: { limitMb, samples },
  };
}

export function throughput({ disk }: Sample): number {
  return disk.read + disk.written;
}

/** Throughput of each round as a part of the same round's beside nothing. */
export function ratios(samples: readonly Sample[], kind: Kind, variant: Variant): number[] {
  return ratiosByRound(of(samples, kind, variant), of(samples, kind, 'nothing'), throughput);
}

function of(samples: readonly Sample[], kind: Kind, variant: Variant): Sample[] {
  return samples.filter((sample) => sample.kind === kind && sample.variant === variant);
}

function table(samples: readonly Sample[], kind: Kind, limitMb: number): Table {
  const runs = of(samples, kind, 'nothing').length;
  return {
    title: `A container’s own disk, ${kind}, beside a transfer of it: median [least-most] of ${runs} runs`,
    columns: [
      'beside it',
      'MB/s',
      'of alone',
      'read p99 ms',
      'write p99 ms',
      'shipped MB/s',
      'cores of the sender',
    ],
    rows: VARIANTS.map((variant) => {
      const told = (pick: (sample: Sample) => number) =>
        spread(summarize(of(samples, kind, variant).map(pick)));
      const shipping = (pick: (sample: Sample) => number) => (variant === 'nothing' ? '-' : told(pick));
      return [
        variant === 'limited transfer' ? `transfer, at most ${limitMb} MB/s` : variant,
        told(throughput),
        spread(summarize(ratios(samples, kind, variant))),
        told(({ disk }) => disk.readP99Ms),
        told(({ disk }) => disk.writeP99Ms),
        shipping(({ shipped }) => shipped),
        shipping(({ cores }) => cores),
      ];
    }),
  };
}

function goal(samples: readonly Sample[], kind: Kind, limitMb: number): Goal[] {
  const all = ratios(samples, kind, 'limited transfer');
  if (all.length === 0) return [];
  return [
    {
      what: `disk throughput beside a transfer of at most ${limitMb} MB/s, ${kind}`,
      goal: `>= ${LEAST_WITH_LIMIT} of alone`,
      measured: `${figure(median(all))} of alone`,
      met: median(all) >= LEAST_WITH_LIMIT,
    },
  ];
}
