/** What the runs of the external bench say. Pure. */
import { median } from '../../runtime/figures/mod.js';
import { figure, spread, summarize, type BenchReport, type Goal, type Table } from '../frame/mod.js';
import type { Waits } from './moments.js';

/** How large the disk is and how much of it holds data. */
export const DISKS = ['small', 'large'] as const;
export type Disk = (typeof DISKS)[number];

/** Where the replica is made, and what the link to there can do. */
export const WAYS = ['internal', 'external', 'external, 10 Mbit/s'] as const;
export type Way = (typeof WAYS)[number];

/** One clone. Milliseconds. */
export interface Sample extends Waits {
  readonly disk: Disk;
  readonly way: Way;
  readonly round: number;
  /** The product's own figures. */
  readonly frozenMs: number | null;
  readonly clientGapMs: number | null;
  /** Bytes that came over the other host's link meanwhile. */
  readonly linkBytes: number;
  readonly commandMs: number;
  readonly faults: readonly string[];
}

/** Sizes, MiB. */
export interface Sizes {
  readonly held: Readonly<Record<Disk, number>>;
  readonly dirty: number;
}

/** Most that a clone to another host may hold a client up longer than one on the same host, milliseconds. */
const MOST_LONGER_MS = 20;

export function report(samples: readonly Sample[], sizes: Sizes): BenchReport {
  return {
    tables: [table(samples, sizes)],
    goals: DISKS.flatMap((disk) => goal(samples, disk)),
    notes: [
      'Two hosts are two network namespaces with agent and proxy each; production is on h1, an external replica on h2. The link of h2 is the one that is limited: clients reach production by another.',
      `Before each clone the container writes ${sizes.dirty} MiB, without fsync. h2 holds an earlier clone of the same disk, so that what travels is that change and the memory.`,
      'at the freeze: the longest wait of 8 connections of a client process of the bench, of requests that were open between half a second before the freeze step and half a second behind it. otherwise: the same in the rest of the command, shipping and the making of the replica included. before: in the 1.5 s before it.',
      'longer than internal: each round’s own difference.',
      'Both hosts, their disks and the client share one machine.',
    ],
    faults: samples.flatMap((sample) =>
      sample.faults.map((fault) => `${sample.disk} disk, ${sample.way}, run ${sample.round + 1}: ${fault}`),
    ),
    data: { sizes, samples },
  };
}

/** How much longer clients waited at the freeze than in the same round's internal clone, milliseconds. */
export function longer(samples: readonly Sample[], disk: Disk, way: Way): number[] {
  return of(samples, disk, way).flatMap((sample) => {
    const internal = of(samples, disk, 'internal').find(({ round }) => round === sample.round);
    return internal === undefined ? [] : [sample.atFreezeMs - internal.atFreezeMs];
  });
}

function of(samples: readonly Sample[], disk: Disk, way: Way): Sample[] {
  return samples.filter((sample) => sample.disk === disk && sample.way === way);
}

function table(samples: readonly Sample[], { held, dirty }: Sizes): Table {
  const rows = DISKS.flatMap((disk) =>
    WAYS.filter((way) => of(samples, disk, way).length > 0).map((way) => [disk, way] as const),
  );
  const runs = Math.max(0, ...rows.map(([disk, way]) => of(samples, disk, way).length));
  return {
    title: `A client’s longest wait, ${dirty} MiB dirty on a disk with ${held.small} or ${held.large} MiB of data: median [least-most] of ${runs} runs`,
    columns: [
      'disk, replica',
      'at the freeze ms',
      'longer than internal ms',
      'stood still ms',
      'otherwise ms',
      'before ms',
      'MB over the link',
      'command s',
    ],
    rows: rows.map(([disk, way]) => {
      const told = (pick: (sample: Sample) => number) => spread(summarize(of(samples, disk, way).map(pick)));
      return [
        `${disk}, ${way}`,
        told(({ atFreezeMs }) => atFreezeMs),
        way === 'internal' ? '-' : spread(summarize(longer(samples, disk, way))),
        told(({ frozenMs }) => frozenMs ?? Number.NaN),
        told(({ otherwiseMs }) => otherwiseMs),
        told(({ beforeMs }) => beforeMs),
        told(({ linkBytes }) => linkBytes / 1e6),
        told(({ commandMs }) => commandMs / 1000),
      ];
    }),
  };
}

function goal(samples: readonly Sample[], disk: Disk): Goal[] {
  const all = longer(samples, disk, 'external, 10 Mbit/s');
  if (all.length === 0) return [];
  return [
    {
      what: `longest wait at the freeze, external at 10 Mbit/s instead of internal, ${disk} disk`,
      goal: `at most ${MOST_LONGER_MS} ms longer`,
      measured: `${figure(median(all))} ms longer`,
      met: median(all) <= MOST_LONGER_MS,
    },
  ];
}
