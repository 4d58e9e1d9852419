/** Figures of many runs in few numbers. Pure. */
import { median } from '../../runtime/figures/mod.js';

/** Nearest-rank percentile: the smallest sample that at least p percent of the samples do not exceed. NaN of no samples. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = ascending(samples);
  const rank = Math.min(sorted.length, Math.max(1, Math.ceil((p / 100) * sorted.length)));
  return sorted[rank - 1] ?? Number.NaN;
}

/** What is told of one figure over n runs. */
export interface Summary {
  readonly n: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly p90: number;
}

/** The summary of samples; its figures are NaN of no samples. */
export function summarize(samples: readonly number[]): Summary {
  return {
    n: samples.length,
    median: median(samples),
    min: percentile(samples, 0),
    max: percentile(samples, 100),
    p90: percentile(samples, 90),
  };
}

function ascending(samples: readonly number[]): number[] {
  return [...samples].sort((a, b) => a - b);
}

/** The figure of each sample as a part of that of the same round's sample among `bases`; a round without one is left out. */
export function ratiosByRound<Sample extends { readonly round: number }>(
  samples: readonly Sample[],
  bases: readonly Sample[],
  pick: (sample: Sample) => number,
): number[] {
  return samples.flatMap((sample) => {
    const base = bases.find(({ round }) => round === sample.round);
    return base === undefined ? [] : [pick(sample) / pick(base)];
  });
}
