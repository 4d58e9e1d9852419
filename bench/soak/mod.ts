/** `soak`: many clones in a row of a Redis under load; every replica must end with production's data. */
import { join } from 'node:path';
import { positive } from '../command-line.js';
import {
  PrivateInstallation,
  figure,
  untilAborted,
  summarize,
  type Bench,
  type BenchContext,
  type BenchReport,
  type Table,
} from '../frame/mod.js';
import { keepEvidence } from './evidence.js';
import { askRedis, cloneUnderLoad, faultsOf, type CloneRun, type SoakSubject } from './one-clone.js';

const PORT = 6379;
const DEFAULT_CLONES = 100;
const DEFAULT_BURST = 2_000;
const DEFAULT_EVIDENCE = '/var/tmp/parikshan-soak';
/** Data grows with every clone; begun anew after this many, so that the last clone is no other test than the first. */
const CLONES_BETWEEN_FLUSHES = 10;
const COMMAND =
  'redis-server --bind 0.0.0.0 --protected-mode no --enable-debug-command local --databases 1 --save';

/** A clone that was judged. */
interface Judged {
  readonly cloned: CloneRun;
  readonly faults: readonly string[];
}

export const soak: Bench = {
  name: 'soak',
  summary: 'clones in a row of a Redis under load, and whether each replica ends with its data',
  defaultRuns: DEFAULT_CLONES,
  options: {
    clones: { type: 'string', placeholder: 'N', help: 'the same as --runs' },
    burst: {
      type: 'string',
      placeholder: 'N',
      help: `commands of each of 5 kinds per burst (default ${DEFAULT_BURST})`,
    },
    'stop-on-fault': { type: 'boolean', help: 'end at the first clone that is not exact' },
    evidence: {
      type: 'string',
      placeholder: 'DIR',
      help: `where logs and differing keys of such a clone are kept (default ${DEFAULT_EVIDENCE})`,
    },
  },
  examples: [['soak --clones 100 --stop-on-fault', 'a hundred clones, until one is not exact']],
  run,
  clear: (place) => PrivateInstallation.clear(place),
};

async function run(context: BenchContext): Promise<BenchReport> {
  const { place, options, say, signal } = context;
  const clones = positive('--clones', options['clones'] ?? String(context.runs));
  const burst = positive('--burst', options['burst'] ?? String(DEFAULT_BURST));
  const evidence = String(options['evidence'] ?? DEFAULT_EVIDENCE);
  say('Starting Parikshan, and a Redis in a container.');
  const installation = await PrivateInstallation.start(place);
  const rootfs = { packages: ['redis-server'], folder: 'demo-redis' };
  const command = [...COMMAND.split(' '), ''];
  const redis = await installation.runInstance('redis', rootfs, PORT, command);
  const subject: SoakSubject = { installation, redis, burst };
  const judged: Judged[] = [];
  for (let number = 1; number <= clones; number += 1) {
    signal.throwIfAborted();
    if ((number - 1) % CLONES_BETWEEN_FLUSHES === 0) await askRedis(redis.pid, '127.0.0.1', 'FLUSHALL');
    const cloned = await untilAborted(cloneUnderLoad(subject, String(number)), signal);
    const faults = faultsOf(cloned);
    judged.push({ cloned, faults });
    say(cloneLine(number, clones, cloned, faults));
    if (faults.length > 0) {
      const folder = join(evidence, `clone-${number}`);
      await keepEvidence(subject, cloned, folder);
      say(`Evidence is kept in ${folder}.`);
      if (options['stop-on-fault'] === true) break;
    }
    await installation.json('clone', 'rm', cloned.clone);
  }
  return report(judged, clones);
}

/** One clone in one line. Pure. */
export function cloneLine(number: number, of: number, cloned: CloneRun, faults: readonly string[]): string {
  const { suspend, status } = cloned;
  const verdict = faults.length === 0 ? 'equal' : `NOT EXACT: ${faults.join('; ')}`;
  return (
    `clone ${String(number).padStart(String(of).length)} of ${of}: ${verdict}; ` +
    `${cloned.commands.toLocaleString('en')} commands, ${status.replay?.connectionsCarried ?? 0} connections carried, ` +
    `gap ${figure(suspend.clientGapMs)} ms (frozen ${figure(suspend.frozenMs)}), ${cloned.seconds.toFixed(1)} s`
  );
}

/** Pure. */
function report(judged: readonly Judged[], wanted: number): BenchReport {
  const of = (pick: (cloned: CloneRun) => number | null) =>
    summarize(judged.map(({ cloned }) => pick(cloned)).filter((value) => value !== null));
  const count = (holds: (cloned: CloneRun) => boolean) =>
    `${judged.filter(({ cloned }) => holds(cloned)).length} of ${judged.length}`;
  const equal = judged.filter(({ cloned }) => cloned.production === cloned.replica).length;
  const sum = (pick: (cloned: CloneRun) => number) =>
    judged.reduce((total, { cloned }) => total + pick(cloned), 0).toLocaleString('en');
  const outcome: Table = {
    title: `${judged.length} clones in a row of a Redis under load`,
    columns: ['what', 'result'],
    rows: [
      ['equal DEBUG DIGEST', `${equal} of ${judged.length}`],
      ['faithful, no divergence', count(({ status: { replay } }) => faithful(replay))],
      ['records lost', sum(({ status }) => status.replay?.recordsLost ?? 0)],
      ['errors that clients of production saw', sum(({ clientErrors }) => clientErrors.length)],
      ['commands', sum(({ commands }) => commands)],
      ['connections carried over the cut', sum(({ status }) => status.replay?.connectionsCarried ?? 0)],
    ],
  };
  const row = (what: string, pick: (cloned: CloneRun) => number | null) => {
    const summary = of(pick);
    return [what, figure(summary.median), figure(summary.min), figure(summary.p90), figure(summary.max)];
  };
  const figures: Table = {
    title: 'Figures of each clone',
    columns: ['what', 'median', 'min', 'p90', 'max'],
    rows: [
      row('longest gap a waiting client saw, ms', ({ suspend }) => suspend.clientGapMs),
      row('production stood still, ms', ({ suspend }) => suspend.frozenMs),
      row('load to equal data, s', ({ seconds }) => seconds),
    ],
  };
  return {
    tables: [outcome, figures],
    goals: [
      {
        what: 'clones in a row with equal digests',
        goal: `${wanted} of ${wanted}`,
        measured: `${equal} of ${judged.length}`,
        met: equal === wanted,
      },
    ],
    notes: [
      'The gap here is the product’s own figure, from its tap; the suspend bench has an independent client.',
    ],
    faults: judged.flatMap(({ cloned, faults }) => faults.map((fault) => `${cloned.clone}: ${fault}`)),
    data: judged,
  };
}

function faithful(replay: CloneRun['status']['replay']): boolean {
  return replay !== null && replay.faithful && replay.divergences === 0;
}
