/** `external`: how long a client waits when a clone goes to another host over a slow link, beside a clone on the same host. */
import { setTimeout as delay } from 'node:timers/promises';
import { HostLab, type CloneCreatedJson } from '../../demo/mod.js';
import {
  createClone,
  figure,
  makeRootfs,
  rotated,
  untilAborted,
  type Bench,
  type BenchContext,
  type BenchReport,
} from '../frame/mod.js';
import { positive } from '../command-line.js';
import { Asker, monotonicMs, tell, untilListening } from '../suspend/mod.js';
import { waitsOf, type Moment } from './moments.js';
import { DISKS, report, WAYS, type Disk, type Sample, type Sizes, type Way } from './report.js';
import { COMMAND, fillLine, PORT, PYTHON_ROOTFS } from './server.js';

const SLOW_BITS = 10_000_000;
const DEFAULT_DIRTY_MIB = 8;
const HELD_MIB: Readonly<Record<Disk, number>> = { small: 64, large: 1024 };
const DISK_SIZE: Readonly<Record<Disk, string>> = { small: '1G', large: '4G' };
/** The time before, milliseconds. */
const CALM_MS = 1500;
/** Room for what is shipped beside the dirty part: memory, what ext4 notes. */
const BESIDE_MIB = 64;
const CLONE_MS = 120_000;

export const external: Bench = {
  name: 'external',
  summary:
    'a client’s longest wait when a clone goes to another host over a link of 10 Mbit/s, beside one on the same host',
  defaultRuns: 3,
  options: {
    dirty: {
      type: 'string',
      placeholder: 'MIB',
      help: `written before each clone, and shipped (default ${DEFAULT_DIRTY_MIB}: 7 s at 10 Mbit/s)`,
    },
  },
  examples: [
    ['external --markdown external.md', 'everything, three times'],
    ['external --dirty 256 --runs 1', 'with much to ship: 4 minutes for each clone over the slow link'],
  ],
  run,
  clear: (place) => HostLab.clear(place),
};

interface Variant {
  readonly disk: Disk;
  readonly way: Way;
}

/** The small disk over a fast link would say nothing that the large one does not. */
const VARIANTS: readonly Variant[] = DISKS.flatMap((disk) => WAYS.map((way) => ({ disk, way }))).filter(
  ({ disk, way }) => disk === 'large' || way !== 'external',
);

interface Subject {
  readonly lab: HostLab;
  /** Addresses of the containers. */
  readonly at: Readonly<Record<Disk, string>>;
  readonly sizes: Sizes;
}

async function run(context: BenchContext): Promise<BenchReport> {
  const { place, runs, options, signal, say } = context;
  const dirty = positive('--dirty', options['dirty'] ?? String(DEFAULT_DIRTY_MIB));
  const sizes = { held: HELD_MIB, dirty };
  say('Starting two hosts.');
  const lab = await HostLab.start({ hosts: 2, place: { stateDir: place.stateDir, runDir: place.runDir } });
  try {
    const subject = await prepare({ lab, sizes }, context);
    const samples: Sample[] = [];
    for (let round = 0; round < runs; round += 1) {
      for (const variant of rotated(VARIANTS, round)) {
        const sample = { ...variant, round, ...(await untilAborted(once(subject, variant, signal), signal)) };
        samples.push(sample);
        say(`run ${round + 1} of ${runs}, ${variant.disk} disk, ${variant.way}: ${outcomeLine(sample)}`);
      }
    }
    return report(samples, sizes);
  } finally {
    await lab.remove();
  }
}

/** Both containers, each with its data, and a clone of each on the other host too. */
async function prepare({ lab, sizes }: Omit<Subject, 'at'>, { signal, say }: BenchContext): Promise<Subject> {
  const rootfs = await makeRootfs(PYTHON_ROOTFS);
  const at: Partial<Record<Disk, string>> = {};
  for (const disk of DISKS) {
    say(`Starting the container with the ${disk} disk, and cloning it to the other host.`);
    const how = ['--host', 'h1', '--rootfs', rootfs, '--port', String(PORT), '--disk', DISK_SIZE[disk]];
    const { instance } = await lab.json<{ instance: { address: string } }>(
      ...['instance', 'run', disk, ...how, '--', ...COMMAND],
    );
    const address = (at[disk] = instance.address);
    await untilListening({ address, port: PORT }, signal);
    for (let file = 0; file < sizes.held[disk]; file += MIB_A_FILE)
      await fill(address, `held-${file}`, Math.min(MIB_A_FILE, sizes.held[disk] - file));
    await dirtyAll(address, sizes.dirty);
    const options = ['--mode', 'external', '--host', 'h2'];
    const { replicas } = await untilAborted(
      createClone(lab.product, disk, { replicas: 1, options, timeoutMs: 5 * CLONE_MS }),
      signal,
    );
    for (const { name } of replicas) await lab.json('replica', 'rm', name);
  }
  await untilAborted(lab.linksMeasured(), signal);
  return { lab, sizes, at: at as Record<Disk, string> };
}

/** The container answers within seconds. */
const MIB_A_FILE = 64;

async function fill(address: string, file: string, mib: number): Promise<void> {
  await tell({ address, port: PORT }, fillLine(file, mib));
}

async function dirtyAll(address: string, mib: number): Promise<void> {
  for (let file = 0; file < mib; file += MIB_A_FILE)
    await fill(address, `dirty-${file}`, Math.min(MIB_A_FILE, mib - file));
}

async function once(
  { lab, at, sizes }: Subject,
  { disk, way }: Variant,
  signal: AbortSignal,
): Promise<Omit<Sample, 'disk' | 'way' | 'round'>> {
  const other = lab.at('h2');
  const limited = way === 'external, 10 Mbit/s';
  await other.limit(limited ? SLOW_BITS : undefined);
  const address = at[disk];
  const moments: Moment[] = [];
  const asker = await Asker.start({ host: address, port: PORT, protocol: 'ping' });
  try {
    await dirtyAll(address, sizes.dirty);
    const from = monotonicMs();
    await delay(CALM_MS, undefined, { signal });
    const began = { at: monotonicMs(), link: await linkBytes(lab) };
    const created = await createClone(lab.product, disk, {
      replicas: 1,
      options: way === 'internal' ? ['--mode', 'internal'] : ['--mode', 'external', '--host', 'h2'],
      timeoutMs: CLONE_MS + (limited ? shippingMs(sizes.dirty + BESIDE_MIB) : 0),
      onStep: (step) => moments.push({ step, at: monotonicMs() }),
    });
    const command = { from: began.at, to: monotonicMs() };
    const link = await linkBytes(lab);
    const notes = await asker.stop();
    await remove(lab, created);
    return {
      ...waitsOf(notes.asks, moments, command, from),
      frozenMs: created.clone.suspend.frozenMs,
      clientGapMs: created.clone.suspend.clientGapMs,
      linkBytes: link - began.link,
      commandMs: command.to - command.from,
      faults: notes.faults,
    };
  } finally {
    asker.kill();
    await other.limit(undefined);
  }
}

/** What so much takes over the slow link, twice over. */
function shippingMs(mib: number): number {
  return Math.ceil(((mib * 2 ** 20 * 8) / SLOW_BITS) * 1000 * 2);
}

async function remove(lab: HostLab, { clone }: CloneCreatedJson): Promise<void> {
  // The link is slow: what goes on over it would be in the way of the next clone.
  await lab.json('clone', 'rm', clone.name);
}

async function linkBytes(lab: HostLab): Promise<number> {
  const { stdout } = await lab.at('h2').exec(['cat', '/sys/class/net/eth0/statistics/rx_bytes']);
  return Number(stdout);
}

/** One clone in one line. Pure. */
export function outcomeLine(sample: Omit<Sample, 'disk' | 'way' | 'round'>): string {
  const { atFreezeMs, frozenMs, commandMs, linkBytes: bytes, faults } = sample;
  const wrong = faults.length === 0 ? '' : `; A CLIENT SAW: ${faults.join('; ')}`;
  const link = `${figure(bytes / 1e6)} MB over the link`;
  return `longest wait ${figure(atFreezeMs)} ms (stood still ${figure(frozenMs)}), ${(commandMs / 1000).toFixed(1)} s, ${link}${wrong}`;
}
