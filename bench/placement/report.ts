/** What the runs of the placement bench say. Pure. */
import { figure, percentile, spread, summarize, type BenchReport, type Table } from '../frame/mod.js';

/** One clone that was placed, or not. */
export interface PlacedClone {
  /** Time of `place`, milliseconds. */
  readonly ms: number;
  /** Processor time of this process meanwhile, milliseconds: what else runs on the machine does not count. */
  readonly processorMs: number;
  readonly placed: boolean;
  /** Why not; null when it was. */
  readonly obstacle: string | null;
  /** On how many hosts its replicas are. */
  readonly hosts: number;
  /** How many of them are where the instance runs. */
  readonly onSource: number;
}

export interface Run {
  /** Preparing the fleet, once whenever facts change, milliseconds. */
  readonly fleetMs: number;
  /** All clones, without the explanations, milliseconds. */
  readonly totalMs: number;
  /** Explanations of one clone each, milliseconds. */
  readonly explainMs: readonly number[];
  readonly clones: readonly PlacedClone[];
  /** Of every host of the fleet, at the end. */
  readonly replicasByHost: readonly number[];
  /** Hosts of which more was promised than there is: none. */
  readonly overcommitted: readonly string[];
}

export interface Size {
  readonly hosts: number;
  readonly clones: number;
  readonly replicas: number;
  readonly seed: number;
}

const GOAL_P99_MS = 10;
const GOAL_TOTAL_MS = 1_000;

export function report(runs: readonly Run[], size: Size): BenchReport {
  const processor = runs.flatMap(({ clones }) => clones.map(({ processorMs }) => processorMs));
  const p99 = percentile(processor, 99);
  const totals = summarize(runs.map(({ totalMs }) => totalMs));
  const subject = `${count(size.clones)} clones of ${size.replicas} replicas on ${count(size.hosts)} hosts`;
  return {
    tables: [timeTable(runs, subject), layTable(runs[0], size)],
    goals: [
      {
        what: 'processor time to place one clone, p99',
        goal: `well under ${GOAL_P99_MS} ms`,
        measured: `${figure(p99)} ms`,
        met: p99 < GOAL_P99_MS / 2,
      },
      {
        what: subject,
        goal: `<= ${GOAL_TOTAL_MS} ms`,
        measured: `${spread(totals)} ms`,
        met: totals.median <= GOAL_TOTAL_MS,
      },
    ],
    notes: [
      `Hosts, links and clones are made up from seed ${size.seed}: machines of 4 kinds, 3 kernels and 3 versions of CRIU; some down, drained, full or busy.`,
      'From each source the links to its rack of 48 and to 150 hosts elsewhere are known. A quarter of the clones want a label, a tenth mode external; spread is 1, 2, 4 or 8.',
      'What a clone is promised counts as taken for all that follow; none is given back.',
      'Preparing the fleet is done when facts change, not for each clone.',
    ],
    faults: faultsOf(runs),
    data: { size, runs },
  };
}

function timeTable(runs: readonly Run[], subject: string): Table {
  const clones = runs.flatMap((run) => run.clones);
  const row = (what: string, samples: readonly number[]) => [
    what,
    ...[50, 90, 99, 100].map((p) => figure(percentile(samples, p))),
  ];
  return {
    title: `${subject}: milliseconds, ${runs.length} runs`,
    columns: ['what', 'p50', 'p90', 'p99', 'most'],
    rows: [
      row(
        'place one clone',
        clones.map(({ ms }) => ms),
      ),
      row(
        'processor time of it',
        clones.map(({ processorMs }) => processorMs),
      ),
      row(
        'say of all other hosts why not (a dry run)',
        runs.flatMap(({ explainMs }) => explainMs),
      ),
      row(
        'prepare the fleet',
        runs.map(({ fleetMs }) => fleetMs),
      ),
    ],
  };
}

function layTable(run: Run | undefined, { clones, replicas }: Size): Table {
  const placed = (run?.clones ?? []).filter((clone) => clone.placed);
  const onSource = placed.reduce((sum, clone) => sum + clone.onSource, 0);
  const used = (run?.replicasByHost ?? []).filter((count) => count > 0);
  const shares = (samples: readonly number[]) =>
    [50, 90, 99, 100].map((p) => figure(percentile(samples, p))).join(' / ');
  return {
    title: 'Where the replicas lie',
    prose: true,
    columns: ['what', 'result'],
    rows: [
      ['clones placed', `${count(placed.length)} of ${count(clones)}`],
      ['refused', refusals(run)],
      ['replicas where their instance runs', `${count(onSource)} of ${count(placed.length * replicas)}`],
      ['hosts of one clone, p50 / p90 / p99 / most', shares(placed.map(({ hosts }) => hosts))],
      ['hosts with replicas', `${count(used.length)} of ${count(run?.replicasByHost.length ?? 0)}`],
      ['replicas on each of them, p50 / p90 / p99 / most', shares(used)],
    ],
  };
}

function refusals(run: Run | undefined): string {
  const counts = new Map<string, number>();
  for (const { obstacle } of run?.clones ?? [])
    if (obstacle !== null) counts.set(obstacle, (counts.get(obstacle) ?? 0) + 1);
  if (counts.size === 0) return 'none';
  return [...counts].map(([kind, times]) => `${times} ${kind}`).join(', ');
}

function faultsOf(runs: readonly Run[]): string[] {
  const outcome = ({ clones, replicasByHost }: Run) =>
    JSON.stringify([clones.map(({ placed, hosts }) => [placed, hosts]), replicasByHost]);
  const first = runs[0];
  return [
    ...runs.flatMap(({ overcommitted }, number) =>
      overcommitted.map((host) => `run ${number + 1}: more is promised on ${host} than it has`),
    ),
    ...(first !== undefined && runs.some((run) => outcome(run) !== outcome(first))
      ? ['the same question got different answers in different runs']
      : []),
  ];
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
