/** What the runs of the tap bench say. Pure. */
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
import { VARIANTS, type CaptureFigures, type Variant } from './variants.js';
import type { WrkResult } from './wrk.js';

export type Kind = 'saturation' | 'half load';

/** One run of one variant. */
export interface Sample {
  readonly variant: Variant;
  readonly kind: Kind;
  readonly round: number;
  readonly result: WrkResult;
  /** Cores each group of processes kept busy. */
  readonly cores: Readonly<Record<string, number>>;
  /** After the round, with a tap. */
  capture?: CaptureFigures;
}

const GROUPS = ['production', 'proxy', 'nats-server', 'between'];

/** Tables, goals and faults of all samples. */
export function report(samples: readonly Sample[], rate: number): BenchReport {
  const goals = goalsOf(samples);
  const full = median(of(samples, 'direct', 'saturation').map(({ result }) => result.requestsPerSecond));
  return {
    tables: [table('saturation', samples), table('half load', samples), cores(samples)],
    goals,
    notes: [
      'The load generator, production and all that is measured share the machine’s cores.',
      'Ratios are of each round’s own direct run, so that a drift of the machine meets both.',
      `Half load (${Math.round(rate)} requests/s, ${figure(rate / full)} of what direct had at saturation) is made by wrk’s connections pausing for whole milliseconds at random: ` +
        'requests come in small bursts, which latencies there contain in all variants alike.',
      'HAProxy duplicates nothing. nginx mirrors to a server of its own; its connections to both are kept.',
      'Replicas are clones of the container under load, all their processes stopped (SIGSTOP) before the load.',
      'Each way serves 3 s at saturation and 4 s at half load before it is measured, half load first: what is compiled while it runs has been, and the proxy has processors as it has them at that load.',
      'At saturation a tap may lose packets rather than take production’s time; each loss is in the log as a gap.',
    ],
    faults: faultsOf(samples),
    data: { rate, samples },
  };
}

function of(samples: readonly Sample[], variant: Variant, kind: Kind): Sample[] {
  return samples.filter((sample) => sample.variant === variant && sample.kind === kind);
}

/** One figure of each round, against that of the same round's direct run. */
function ratios(samples: readonly Sample[], variant: Variant, kind: Kind): number[] {
  const rate = ({ result }: Sample) => result.requestsPerSecond;
  return ratiosByRound(of(samples, variant, kind), of(samples, 'direct', kind), rate);
}

function table(kind: Kind, samples: readonly Sample[]): Table {
  return {
    title: `Requests at ${kind}: median [least-most] of ${of(samples, 'direct', kind).length} runs`,
    columns: ['path', 'requests/s', 'of direct', 'p50 us', 'p99 us', 'packets lost'],
    rows: VARIANTS.map((variant) => {
      const each = of(samples, variant, kind);
      const told = (pick: (result: WrkResult) => number) =>
        spread(summarize(each.map(({ result }) => pick(result))));
      const lost = each.flatMap(({ capture }) => (capture === undefined ? [] : [capture.ringDrops]));
      return [
        variant,
        told(({ requestsPerSecond }) => requestsPerSecond),
        spread(summarize(ratios(samples, variant, kind))),
        told(({ p50Us }) => p50Us),
        told(({ p99Us }) => p99Us),
        lost.length === 0 ? '-' : String(lost.reduce((sum, one) => sum + one, 0)),
      ];
    }),
  };
}

function cores(samples: readonly Sample[]): Table {
  return {
    title: 'Cores kept busy: median at saturation / at half load',
    columns: ['path', ...GROUPS],
    rows: VARIANTS.map((variant) => [
      variant,
      ...GROUPS.map((group) =>
        (['saturation', 'half load'] as const)
          .map((kind) => median(of(samples, variant, kind).flatMap((each) => each.cores[group] ?? [])))
          .map((value) => figure(value))
          .join(' / '),
      ),
    ]),
  };
}

function goalsOf(samples: readonly Sample[]): Goal[] {
  const ratio = (kind: Kind) => median(ratios(samples, 'tap', kind));
  const half = (variant: Variant, pick: (result: WrkResult) => number) =>
    of(samples, variant, 'half load').map(({ result }) => pick(result));
  const p50 = ({ p50Us }: WrkResult) => p50Us;
  const p99 = ({ p99Us }: WrkResult) => p99Us;
  const added = median(half('tap', p50)) - median(half('direct', p50));
  const [one, eight] = [summarize(half('tap, 1 replica', p99)), summarize(half('tap, 8 replicas', p99))];
  const goal = (what: string, wanted: string, measured: string, met: boolean): Goal => ({
    what,
    goal: wanted,
    measured,
    met,
  });
  return [
    goal(
      'throughput with the tap at saturation',
      '>= 0.85 of direct',
      figure(ratio('saturation')),
      ratio('saturation') >= 0.85,
    ),
    goal(
      'throughput with the tap at half load',
      '>= 0.99 of direct',
      figure(ratio('half load')),
      ratio('half load') >= 0.99,
    ),
    goal('latency added at half load, p50', '<= 10 us', `${figure(added)} us`, added <= 10),
    goal(
      'p99 at half load with 8 stopped replicas instead of 1',
      'none measurable: the median lies within the range of runs with 1',
      `${spread(eight)} us, with 1 ${spread(one)} us`,
      eight.median <= one.max,
    ),
  ];
}

function faultsOf(samples: readonly Sample[]): string[] {
  return samples.flatMap(({ variant, kind, round, result, capture }) => {
    const where = `${variant}, ${kind}, run ${round + 1}`;
    return [
      ...(result.errors > 0 ? [`${where}: ${result.errors} requests failed`] : []),
      // A loss that no gap tells of would be a silent one.
      ...(capture !== undefined && capture.ringDrops > 0 && capture.gaps === 0
        ? [`${where}: ${capture.ringDrops} packets were lost and the log has no gap`]
        : []),
    ];
  });
}
