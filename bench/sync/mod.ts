/** `sync`: what it costs to ship a change of a disk to another host, beside rsync. */
import { rotated, type Bench, type BenchContext, type BenchPlace, type BenchReport } from '../frame/mod.js';
import { positive } from '../command-line.js';
import { clearHosts, Hosts } from './hosts.js';
import { report, VARIANTS, type Sample, type Variant } from './report.js';
import { rsync } from './rsync.js';

export { clearHost, Host, type Used } from './host.js';

const GIB = 2 ** 30;
const DEFAULT_GIB = 4;
const PLACES = 1000;
/** Twelve blocks: 49 MB in all. */
const PLACE_BYTES = 12 * 4096;

export const sync: Bench = {
  name: 'sync',
  summary:
    'a changed disk on its way to another host: bytes and time, beside rsync --inplace of the same change',
  defaultRuns: 3,
  options: {
    gib: {
      type: 'string',
      placeholder: 'N',
      help: `size of the disk, all of it data, GiB (default ${DEFAULT_GIB})`,
    },
  },
  examples: [
    ['sync --runs 5 --json sync.json', 'five runs of each, with all samples'],
    ['sync --gib 1', 'a smaller disk'],
  ],
  run,
  clear: (place: BenchPlace) => clearHosts(place),
};

async function run({ place, runs, options, signal, say }: BenchContext): Promise<BenchReport> {
  const gib = positive('--gib', options['gib'] ?? String(DEFAULT_GIB));
  say(`Starting two agents, and writing a disk of ${gib} GiB on both.`);
  const hosts = await Hosts.start(place, gib * GIB);
  try {
    const samples: Sample[] = [];
    for (let round = 0; round < runs; round += 1) {
      const changed = await hosts.change(round + 1, PLACES, PLACE_BYTES);
      for (const variant of rotated(VARIANTS, round)) {
        signal.throwIfAborted();
        await hosts.forgetPages();
        const measured = await WAYS[variant](hosts, signal);
        const sample = { variant, round, changed, ...measured };
        samples.push(sample);
        say(
          `run ${round + 1} of ${runs}, ${variant}: ${(sample.ms / 1000).toFixed(2)} s, ${sample.shipped} bytes shipped` +
            (sample.equal ? '' : ', DIFFERENT'),
        );
      }
      await hosts.dropOld();
    }
    return report(samples, gib);
  } finally {
    await hosts.stop();
  }
}

type Measured = Pick<Sample, 'ms' | 'shipped' | 'equal' | 'busySeconds'>;

const WAYS: Readonly<Record<Variant, (hosts: Hosts, signal: AbortSignal) => Promise<Measured>>> = {
  parikshan: (hosts, signal) => hosts.fetch(signal),
  'rsync --inplace': (hosts) => rsync(hosts),
};
