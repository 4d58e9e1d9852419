/** `suspend`: how long a clone holds production up, beside what others' checkpoints do. */
import {
  figure,
  rotated,
  untilAborted,
  type Bench,
  type BenchContext,
  type BenchReport,
} from '../frame/mod.js';
import { CONTAINER_NAMES } from './containers.js';
import { report } from './report.js';
import type { Failed, Measured, Sample } from './sample.js';
import { Subjects } from './subjects.js';
import { variantName, variantsOf } from './variants.js';
import { WAYS } from './ways.js';

export { Asker, type AskerNotes } from './asker.js';
export { tell, untilListening } from './line.js';
export { longestWait, monotonicMs, type Ask, type Window } from './waits.js';

export const suspend: Bench = {
  name: 'suspend',
  summary: 'how long a client of production waits during a clone, beside checkpoints by runc and podman',
  defaultRuns: 10,
  options: {
    containers: {
      type: 'string',
      placeholder: 'A,B',
      help: `of ${CONTAINER_NAMES.join(', ')} (default: all)`,
    },
    ways: { type: 'string', placeholder: 'A,B', help: `of ${WAYS.join(', ')} (default: all)` },
  },
  examples: [
    ['suspend --markdown suspend.md', 'everything, ten times'],
    ['suspend --containers redis-1gb --ways ours,podman --runs 3', 'a part of it'],
  ],
  run,
  clear: (place) => Subjects.clear(place),
};

async function run(context: BenchContext): Promise<BenchReport> {
  const { options, runs, signal, say } = context;
  const variants = variantsOf(text(options['containers']), text(options['ways']));
  const subjects = await Subjects.start(context, variants);
  const samples: Sample[] = [];
  for (let round = 0; round < runs; round += 1) {
    for (const variant of rotated(variants, round)) {
      const outcome = await untilAborted(subjects.take(variant), signal);
      samples.push({ ...variant, round, outcome });
      say(`run ${round + 1} of ${runs}, ${variantName(variant)}: ${outcomeLine(outcome)}`);
    }
  }
  return report(samples, variants);
}

/** One run in one line. Pure. */
export function outcomeLine(outcome: Measured | Failed): string {
  if (outcome.kind === 'failed') return `failed: ${outcome.reason}`;
  const { gapMs, dump, commandMs, faults } = outcome;
  const wrong = faults.length === 0 ? '' : `; A CLIENT SAW: ${faults.join('; ')}`;
  const took = `${(commandMs / 1000).toFixed(1)} s`;
  return `longest wait ${figure(gapMs)} ms (stood still ${figure(dump.frozen)}), ${took}${wrong}`;
}

function text(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
