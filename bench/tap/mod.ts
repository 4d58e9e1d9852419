/** `tap`: what it costs production to be tapped, beside what it costs to go through something. */
import { median } from '../../runtime/figures/mod.js';
import {
  PrivateInstallation,
  rotated,
  type Bench,
  type BenchContext,
  type BenchReport,
} from '../frame/mod.js';
import { processorSeconds } from './processor-time.js';
import { report, type Sample } from './report.js';
import { prepare, VARIANTS, type Subject } from './variants.js';
import { runWrk, type WrkLoad } from './wrk.js';

const PORT = 80;
const SATURATING = { connections: 32, seconds: 4 };
/** Many connections, so that pauses of whole milliseconds make a rate. */
const HALF = { connections: 256, seconds: 4 };
/** Each way is used for so long before it is measured: what runs in a just-in-time compiler gets compiled first. */
const WARM_UP_SECONDS = 3;
/** And so long with half load: a tap that has just kept up with a saturated host goes on with a normal share of the processors for some seconds. */
const HALF_WARM_UP_SECONDS = 4;
const CALIBRATIONS = 3;
/** Answers of 90 bytes and their head, from memory, by one process for each core. */
const CONFIG = `
user www-data;
worker_processes auto;
error_log /var/log/nginx/error.log error;
events { worker_connections 4096; }
http {
  access_log off;
  keepalive_requests 1000000000;
  server { listen ${PORT}; location / { return 200 "${'x'.repeat(90)}"; } }
}
`;
const START = 'printf %s "$1" >/etc/nginx/bench.conf; exec nginx -c /etc/nginx/bench.conf -g "daemon off;"';

export const tap: Bench = {
  name: 'tap',
  summary:
    'production’s throughput and latency with a tap, and with stopped replicas, beside HAProxy and nginx mirror',
  defaultRuns: 5,
  examples: [['tap --runs 10 --json tap.json', 'ten runs of each variant, with all samples']],
  run,
  clear: (place) => PrivateInstallation.clear(place),
};

async function run(context: BenchContext): Promise<BenchReport> {
  const { say, runs, signal, place } = context;
  say('Starting Parikshan, and an nginx in a container.');
  const subject = await start(context);
  const url = `http://${subject.production.address}:${PORT}/`;
  const load = (each: WrkLoad) => runWrk(each, place.workDir, signal);
  const direct: number[] = [];
  // What is measured right after the start is less, and half of it would be less than half load.
  await load({ url, ...SATURATING, seconds: WARM_UP_SECONDS });
  for (let i = 0; i < CALIBRATIONS; i += 1)
    direct.push((await load({ url, ...SATURATING, seconds: 2 })).requestsPerSecond);
  const rate = median(direct) / 2;
  say(`Saturation is at ${Math.round(median(direct))} requests/s: half load is ${Math.round(rate)}.`);
  const samples: Sample[] = [];
  for (let round = 0; round < runs; round += 1) {
    for (const variant of rotated(VARIANTS, round)) {
      signal.throwIfAborted();
      const prepared = await prepare(variant, subject, context);
      try {
        await load({ url: prepared.url, ...SATURATING, seconds: WARM_UP_SECONDS });
        await load({ url: prepared.url, ...HALF, rate, seconds: HALF_WARM_UP_SECONDS });
        for (const kind of ['half load', 'saturation'] as const) {
          const aim = kind === 'saturation' ? SATURATING : { ...HALF, rate };
          const before = processorSeconds(prepared.groups);
          const result = await load({ url: prepared.url, ...aim });
          const after = processorSeconds(prepared.groups);
          const cores = [...after].map(
            ([name, seconds]) => [name, (seconds - (before.get(name) ?? 0)) / aim.seconds] as const,
          );
          samples.push({ variant, kind, round, result, cores: Object.fromEntries(cores) });
        }
        const capture = await prepared.capture();
        if (capture !== undefined) samples.at(-1)!.capture = capture;
      } finally {
        await prepared.remove();
      }
      const [half, full] = samples.slice(-2).map(({ result }) => result);
      say(
        `run ${round + 1} of ${runs}, ${variant}: ${Math.round(full!.requestsPerSecond)} requests/s; ` +
          `half load: ${Math.round(half!.requestsPerSecond)}, p50 ${half!.p50Us} us, p99 ${half!.p99Us} us`,
      );
    }
  }
  return report(samples, rate);
}

async function start({ place }: BenchContext): Promise<Subject> {
  const installation = await PrivateInstallation.start(place);
  const rootfs = { packages: ['nginx'], folder: 'test-nginx' };
  const command = ['sh', '-c', START, 'start', CONFIG];
  const production = await installation.runInstance('nginx', rootfs, PORT, command);
  const { up } = await installation.json<{
    up: { processes: readonly { name: string; pid: number }[] };
  }>('status');
  const ours = up.processes.filter(({ name }) => name === 'proxy' || name === 'nats-server');
  return { installation, production, ours: new Map(ours.map(({ name, pid }) => [name, pid])) };
}
