/** Whether the suspend is as short as it is meant to be. Pure. */
import { median } from '../../runtime/figures/mod.js';
import { figure, type Goal } from '../frame/mod.js';
import type { ContainerName } from './containers.js';
import type { Measured, Sample, Variant } from './sample.js';
import { WRITE_RATES } from './variants.js';

/** Longest wait, milliseconds, and the most it may be of podman's. */
const LIMITS: readonly { container: ContainerName; what: string; ms: number; ofPodman: number }[] = [
  { container: 'nginx', what: 'idle web server', ms: 80, ofPodman: 0.35 },
  { container: 'redis-1gb', what: '1 GB of live memory', ms: 600, ofPodman: 0.5 },
];
/** Most that the longest wait may grow from no writes to the fastest, milliseconds. */
const GROWTH_MS = 200;

/** Goals of what was measured; none of what was left out. */
export function goalsOf(samples: readonly Sample[]): Goal[] {
  return [...LIMITS.flatMap((limit) => suspendGoals(samples, limit)), ...growthGoals(samples)];
}

function suspendGoals(samples: readonly Sample[], limit: (typeof LIMITS)[number]): Goal[] {
  const ours: Variant = { container: limit.container, way: 'ours' };
  const gaps = measuredOf(samples, ours).map(({ gapMs }) => gapMs);
  const ratios = ratiosToPodman(samples, ours);
  const what = `longest wait of a client, ${limit.what}`;
  return [
    ...(gaps.length === 0 ? [] : [atMost(what, limit.ms, median(gaps), ' ms')]),
    ...(ratios.length === 0 ? [] : [atMost(what, limit.ofPodman, median(ratios), ' of podman')]),
  ];
}

function growthGoals(samples: readonly Sample[]): Goal[] {
  const gap = (writes: number) =>
    median(measuredOf(samples, { container: 'writer', way: 'ours', writes }).map(({ gapMs }) => gapMs));
  const fastest = Math.max(...WRITE_RATES);
  const growth = gap(fastest) - gap(0);
  if (Number.isNaN(growth)) return [];
  return [atMost(`growth of that wait from 0 to ${fastest} MB/s written`, GROWTH_MS, growth, ' ms')];
}

function atMost(what: string, goal: number, measured: number, unit: string): Goal {
  return { what, goal: `<= ${goal}${unit}`, measured: `${figure(measured)}${unit}`, met: measured <= goal };
}

/** The runs of a variant that were measured. */
export function measuredOf(samples: readonly Sample[], { container, way, writes }: Variant): Measured[] {
  return samples
    .filter((sample) => sample.container === container && sample.way === way && sample.writes === writes)
    .map(({ outcome }) => outcome)
    .filter((outcome) => outcome.kind === 'measured');
}

/** The longest wait of each round, as a part of podman's in the same round. */
export function ratiosToPodman(samples: readonly Sample[], variant: Variant): number[] {
  return samples
    .filter(({ container, way }) => container === variant.container && way === variant.way)
    .flatMap(({ round, outcome }) => {
      const podman = measuredOf(
        samples.filter((sample) => sample.round === round),
        { container: variant.container, way: 'podman' },
      )[0];
      return outcome.kind === 'failed' || podman === undefined ? [] : [outcome.gapMs / podman.gapMs];
    });
}
