/** `database`: what it costs a database that its disk is one file, beside a plain directory of the same host. */
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CloneCreatedJson } from '../../demo/mod.js';
import {
  figure,
  PrivateInstallation,
  rotated,
  untilAborted,
  type Bench,
  type BenchContext,
  type BenchPlace,
  type BenchReport,
} from '../frame/mod.js';
import { positive } from '../command-line.js';
import { PlainContainer } from './plain-container.js';
import { PORT, Postgres, POSTGRES_ROOTFS, START_POSTGRES, type PgbenchFigures } from './postgres.js';
import { report, VARIANTS, type Sample, type Variant } from './report.js';

/** What is cloned is written to other places for good: it would not be the same disk afterwards. */
const INSTANCES = { 'one file': 'postgres', 'one file, a clone kept': 'postgres-cloned' } as const;
const DISK = '6G';
const DEFAULT_SCALE = 20;
const SECONDS = 10;
/** Both databases are used before they are measured: what is cached then is cached in both. */
const WARM_UP_SECONDS = 3;

export const database: Bench = {
  name: 'database',
  summary:
    'PostgreSQL on a disk in one file, also with a clone kept, beside a plain directory of the same host',
  defaultRuns: 3,
  options: {
    scale: {
      type: 'string',
      placeholder: 'N',
      help: `of pgbench, 15 MB of data each (default ${DEFAULT_SCALE})`,
    },
  },
  examples: [
    ['database --runs 10 --markdown database.md', 'ten runs of each'],
    ['database --scale 100', 'a database of 1.5 GB'],
  ],
  run,
  clear,
};

function plainFolder({ workDir }: BenchPlace): string {
  return join(workDir, 'plain');
}

async function clear(place: BenchPlace): Promise<void> {
  await PlainContainer.clear(plainFolder(place));
  await PrivateInstallation.clear(place);
}

async function run(context: BenchContext): Promise<BenchReport> {
  const { place, runs, options, signal, say } = context;
  const scale = positive('--scale', options['scale'] ?? String(DEFAULT_SCALE));
  say('Starting Parikshan, and PostgreSQL in three containers.');
  const installation = await PrivateInstallation.start(place);
  const instance = async (name: string) => {
    const started = installation.runInstance(name, POSTGRES_ROOTFS, PORT, START_POSTGRES, { disk: DISK });
    return new Postgres((await started).pid);
  };
  // The container's root passes through.
  await chmod(place.workDir, 0o711);
  await mkdir(plainFolder(place), { mode: 0o711 });
  const plain = await PlainContainer.start(plainFolder(place), POSTGRES_ROOTFS, START_POSTGRES);
  const databases: Databases = {
    'plain directory': new Postgres(plain.pid),
    'one file': await instance(INSTANCES['one file']),
    'one file, a clone kept': await instance(INSTANCES['one file, a clone kept']),
  };
  for (const variant of VARIANTS) {
    const each = databases[variant];
    await each.ready(signal);
    say(`Filling: ${variant}.`);
    await untilAborted(each.fill(scale), signal);
    await untilAborted(each.measure(WARM_UP_SECONDS), signal);
  }
  const samples: Sample[] = [];
  for (let round = 0; round < runs; round += 1) {
    for (const variant of rotated(VARIANTS, round)) {
      const figures = await untilAborted(measureOnce(variant, databases, installation), signal);
      samples.push({ variant, round, ...figures });
      say(
        `run ${round + 1} of ${runs}, ${variant}: ${figure(figures.tps)} transactions/s, p99 ${figure(figures.p99Ms)} ms`,
      );
    }
  }
  return report(samples, scale);
}

type Databases = Readonly<Record<Variant, Postgres>>;

async function measureOnce(
  variant: Variant,
  databases: Databases,
  installation: PrivateInstallation,
): Promise<PgbenchFigures> {
  const measure = () => databases[variant].measure(SECONDS);
  if (variant !== 'one file, a clone kept') return measure();
  const create = ['clone', 'create', INSTANCES[variant], '--replicas', '0'];
  const { clone } = await installation.json<CloneCreatedJson>(...create);
  try {
    return await measure();
  } finally {
    await installation.json('clone', 'rm', clone.name);
  }
}
