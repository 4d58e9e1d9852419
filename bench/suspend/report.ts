/** What the runs of the suspend bench say. Pure. */
import { median } from '../../runtime/figures/mod.js';
import { figure, spread, summarize, type BenchReport, type Table } from '../frame/mod.js';
import { goalsOf, measuredOf, ratiosToPodman } from './goals.js';
import type { Measured, Sample, Variant } from './sample.js';
import { variantName } from './variants.js';

/** Tables, goals and faults of all samples. */
export function report(samples: readonly Sample[], variants: readonly Variant[]): BenchReport {
  const compared = variants.filter(({ writes }) => writes === undefined);
  const ours = compared.filter(({ way }) => way === 'ours');
  const writers = variants.filter(({ writes }) => writes !== undefined);
  const runs = samples.reduce((most, { round }) => Math.max(most, round + 1), 0);
  const title = (what: string) => `${what}: median [least-most] of ${runs} ${runs === 1 ? 'run' : 'runs'}`;
  return {
    tables: [
      ...(compared.length === 0 ? [] : [seen(title('The suspend as a client sees it'), samples, compared)]),
      ...(compared.length === 0 ? [] : [dumps(title('What CRIU says of it'), samples, compared)]),
      ...(ours.length === 0 ? [] : [parts(title('Our suspend in its own parts, ms'), samples, ours)]),
      ...(writers.length === 0 ? [] : [writing(title('Our suspend while it writes'), samples, writers)]),
    ],
    goals: goalsOf(samples),
    notes: NOTES,
    faults: faultsOf(samples, variants),
    data: { samples },
  };
}

const NOTES = [
  'Longest wait: of 8 connections of a client process of the bench, each asking one small request after the other with 2 ms ' +
    'between, from the start of the command to its end. Before: the same in the 1.5 s before the command.',
  'ours: `clone create --replicas 0`, which also copies the disk, reads the cut of all connections and starts a tap. runc: ' +
    '`runc checkpoint --leave-running --tcp-established --file-locks --ext-unix-sk` of the very same container, into a ' +
    'tmpfs. podman: `podman container checkpoint --leave-running --tcp-established --file-locks -c none -e FILE` of the same ' +
    'files in a container of podman’s defaults with a user namespace, on the host’s disk. All with the same CRIU.',
  'Ratios are of each round’s own podman run, so that a drift of the machine meets both.',
  'Redis is under the load of 50 connections of redis-benchmark at full speed, half SET, half GET. nginx and the JVM are ' +
    'asked by the measuring client alone.',
  'The writer overwrites a file of 256 MiB 20 times a second without fsync: what is dirty at the freeze is written under it.',
];

function seen(title: string, samples: readonly Sample[], variants: readonly Variant[]): Table {
  const columns = [
    'container, way',
    'longest wait ms',
    'of podman',
    'stood still ms',
    'before ms',
    'command s',
  ];
  return {
    title,
    columns,
    rows: variants.map((variant) => {
      const each = measuredOf(samples, variant);
      if (each.length === 0) return [variantName(variant), whyNot(samples, variant)];
      return [
        variantName(variant),
        told(each, ({ gapMs }) => gapMs),
        variant.way === 'podman' ? '1' : range(ratiosToPodman(samples, variant)),
        told(each, ({ dump }) => dump.frozen),
        told(each, ({ calmMs }) => calmMs),
        told(each, ({ commandMs }) => commandMs / 1000),
      ];
    }),
  };
}

function dumps(title: string, samples: readonly Sample[], variants: readonly Variant[]): Table {
  return {
    title,
    columns: ['container, way', 'memory MB', 'freezing ms', 'memory ms', 'frozen ms'],
    rows: variants
      .filter((variant) => measuredOf(samples, variant).length > 0)
      .map((variant) => {
        const each = measuredOf(samples, variant);
        return [
          variantName(variant),
          figure(median(each.map(({ dump }) => dump.bytes / 1e6))),
          told(each, ({ dump }) => dump.freezing),
          told(each, ({ dump }) => dump.memory),
          told(each, ({ dump }) => dump.frozen),
        ];
      }),
  };
}

function parts(title: string, samples: readonly Sample[], variants: readonly Variant[]): Table {
  return {
    title,
    columns: [
      'container',
      'freezing',
      'memory',
      'disk',
      'network lock',
      'frozen',
      'client gap',
      'longest wait',
    ],
    rows: variants.map((variant) => {
      const each = measuredOf(samples, variant);
      return [variant.container, ...ownParts(each), told(each, ({ gapMs }) => gapMs)];
    }),
  };
}

function ownParts(each: readonly Measured[]): string[] {
  return [
    told(each, ({ suspend }) => suspend?.freezingMs),
    told(each, ({ suspend }) => suspend?.memoryMs),
    told(each, ({ suspend }) => suspend?.diskMs),
    told(each, ({ suspend }) => suspend?.networkLockMs),
    told(each, ({ suspend }) => suspend?.frozenMs),
    told(each, ({ suspend }) => suspend?.clientGapMs),
  ];
}

function writing(title: string, samples: readonly Sample[], variants: readonly Variant[]): Table {
  return {
    title,
    columns: ['asked for', 'written MB/s', 'longest wait ms', 'stood still ms', 'disk ms', 'before ms'],
    rows: variants.map((variant) => {
      const each = measuredOf(samples, variant);
      return [
        `${variant.writes} MB/s`,
        told(each, ({ written }) => written),
        told(each, ({ gapMs }) => gapMs),
        told(each, ({ dump }) => dump.frozen),
        told(each, ({ suspend }) => suspend?.diskMs),
        told(each, ({ calmMs }) => calmMs),
      ];
    }),
  };
}

function told(each: readonly Measured[], pick: (measured: Measured) => number | null | undefined): string {
  return range(each.map(pick).filter((value) => value !== null && value !== undefined));
}

/** A range of one run would say the same thing three times. */
function range(values: readonly number[]): string {
  return values.length === 1 ? figure(values[0]) : spread(summarize(values));
}

function whyNot(samples: readonly Sample[], variant: Variant): string {
  const reasons = samples.filter((sample) => isOf(sample, variant)).map(({ outcome }) => outcome);
  const failed = reasons.find((outcome) => outcome.kind === 'failed');
  return failed === undefined ? '-' : `cannot: ${failed.reason}`;
}

/** A way of others that can never take a container is no fault: the table says why. */
function faultsOf(samples: readonly Sample[], variants: readonly Variant[]): string[] {
  return variants.flatMap((variant) => {
    const cannot = variant.way !== 'ours' && measuredOf(samples, variant).length === 0;
    return samples
      .filter((sample) => isOf(sample, variant))
      .flatMap(({ round, outcome }) => {
        const run = `${variantName(variant)}, run ${round + 1}`;
        if (outcome.kind === 'failed') return cannot ? [] : [`${run}: ${outcome.reason}`];
        return outcome.faults.map((fault) => `${run}: a client saw: ${fault}`);
      });
  });
}

function isOf(sample: Sample, { container, way, writes }: Variant): boolean {
  return sample.container === container && sample.way === way && sample.writes === writes;
}
