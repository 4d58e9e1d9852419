/** `transfer`: what it does to a container's own disk that the disk is on its way to another host. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unmount } from '../../agent/disk/mod.js';
import { run as runCommand } from '../../runtime/command/mod.js';
import { BenchUsageError } from '../command-line.js';
import {
  figure,
  makeRootfs,
  PrivateInstallation,
  rotated,
  untilAborted,
  type Bench,
  type BenchContext,
  type BenchPlace,
  type BenchReport,
} from '../frame/mod.js';
import { clearHost, Host } from '../sync/mod.js';
import { FIO_ROOTFS, KINDS, layOut, measure, type Kind } from './fio.js';
import { report, throughput, VARIANTS, type Sample, type Variant } from './report.js';
import { Shipping } from './shipping.js';

const INSTANCE = 'fio';
const FILE_MIB = 1024;
const DISK_BYTES = 3 * 2 ** 30;
/** The taker's pool: its disk, the copy of one that has changed meanwhile, and the room that a pool leaves free. */
const TAKER_BYTES = 8 * 2 ** 30;
const SECONDS = 6;
const DEFAULT_LIMIT_MB = 20;
const MOUNT_MS = 10_000;
const START_MS = 120_000;

export const transfer: Bench = {
  name: 'transfer',
  summary:
    'a container’s own disk throughput while its disk is shipped to another host, with and without a limit',
  defaultRuns: 3,
  options: {
    bandwidth: {
      type: 'string',
      placeholder: 'MB',
      help: `of the limited transfer, MB/s (default ${DEFAULT_LIMIT_MB})`,
    },
  },
  examples: [
    ['transfer --runs 5 --markdown transfer.md', 'five runs of each'],
    ['transfer --bandwidth 5', 'a tighter limit'],
  ],
  run,
  clear,
};

/** Where the taker's things are: its pool in memory. */
function takerOf({ workDir, runDir }: BenchPlace) {
  return {
    memory: join(workDir, 'memory'),
    stateDir: join(workDir, 'memory', 'taker'),
    runDir: `${runDir}-taker`,
  };
}

async function clear(place: BenchPlace): Promise<void> {
  const { memory, stateDir, runDir } = takerOf(place);
  await clearHost(stateDir, runDir);
  await unmount(memory);
  await PrivateInstallation.clear(place);
  // An agent’s log lies beside its folder.
  for (const path of [runDir, `${runDir}.log`, `${place.runDir}.log`])
    await rm(path, { recursive: true, force: true });
}

async function run(context: BenchContext): Promise<BenchReport> {
  const { place, runs, options, signal, say } = context;
  const limitMb = Number(options['bandwidth'] ?? DEFAULT_LIMIT_MB);
  if (!(limitMb > 0 && limitMb < Infinity))
    throw new BenchUsageError(
      `--bandwidth wants a number of MB/s above 0, not ${String(options['bandwidth'])}.`,
    );
  say('Starting two agents, and writing a file of 1 GiB in a container of one of them.');
  const hosts = await startHosts(place);
  try {
    const pid = await runFio(hosts.source);
    await layOut(pid, FILE_MIB);
    const subject = { ...hosts, pid, limitMb };
    const samples: Sample[] = [];
    for (let round = 0; round < runs; round += 1) {
      for (const kind of KINDS) {
        for (const variant of rotated(VARIANTS, round)) {
          const sample = {
            kind,
            variant,
            round,
            ...(await untilAborted(once(subject, kind, variant), signal)),
          };
          samples.push(sample);
          const beside =
            variant === 'nothing' ? 'alone' : `beside a ${variant} of ${figure(sample.shipped)} MB/s`;
          say(`run ${round + 1} of ${runs}, ${kind}: ${figure(throughput(sample))} MB/s ${beside}`);
        }
      }
    }
    return report(samples, limitMb);
  } finally {
    await Promise.all([hosts.source.stop(), hosts.taker.stop()]);
  }
}

interface Subject {
  readonly source: Host;
  readonly taker: Host;
  /** Of the container. */
  readonly pid: number;
  readonly limitMb: number;
}

async function once(
  { source, taker, pid, limitMb }: Subject,
  kind: Kind,
  variant: Variant,
): Promise<Pick<Sample, 'disk' | 'shipped' | 'cores'>> {
  const asked = () => measure(pid, kind, FILE_MIB, SECONDS);
  if (variant === 'nothing') return { disk: await asked(), shipped: 0, cores: 0 };
  const bytesPerSecond = variant === 'transfer' ? 0 : limitMb * 1e6;
  const shipping = await Shipping.start({ source, taker, instance: INSTANCE, bytesPerSecond });
  try {
    const before = { at: performance.now(), bytes: shipping.bytes, used: await source.used() };
    const disk = await asked();
    const seconds = (performance.now() - before.at) / 1000;
    const used = await source.used();
    return {
      disk,
      shipped: (shipping.bytes - before.bytes) / 1e6 / seconds,
      cores: (used.busySeconds - before.used.busySeconds) / seconds,
    };
  } finally {
    await shipping.stop();
  }
}

/** Agents alone: a coordinator would remove what is shipped for a clone that it knows nothing of. */
async function startHosts(place: BenchPlace): Promise<Pick<Subject, 'source' | 'taker'>> {
  const { memory, stateDir, runDir } = takerOf(place);
  await mkdir(memory, { mode: 0o700 });
  await runCommand(
    'mount',
    ['-t', 'tmpfs', '-o', `mode=0700,size=${TAKER_BYTES}`, 'parikshan-bench', memory],
    { timeoutMs: MOUNT_MS },
  );
  // The container's root passes through the first two.
  for (const folder of [place.stateDir, place.runDir, stateDir, runDir])
    await mkdir(folder, { recursive: true, mode: 0o711 });
  const source = await Host.start(place.stateDir, place.runDir);
  try {
    return { source, taker: await Host.start(stateDir, runDir) };
  } catch (error) {
    await source.stop();
    throw error;
  }
}

async function runFio(host: Host): Promise<number> {
  const spec = {
    ...{ name: INSTANCE, rootfs: await makeRootfs(FIO_ROOTFS), port: 80, diskBytes: DISK_BYTES },
    command: ['sleep', 'infinity'],
  };
  const { instance } = await host.client.createInstance({ spec }, { timeoutMs: START_MS });
  return instance!.pid;
}
