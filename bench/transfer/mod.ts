/** `transfer`: what it does to a container's own disk that the disk is on its way to another host. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { unmount } from '../../agent/disk/mod.js';
import { run as runCommand } from '../../runtime/command/mod.js';
import { connect } from '../../runtime/grpc/mod.js';
import {
  figure,
  PrivateInstallation,
  rotated,
  untilAborted,
  type Bench,
  type BenchContext,
  type BenchPlace,
  type BenchReport,
  type RunningInstance,
} from '../frame/mod.js';
import { clearHost, Host, usedBy } from '../sync/mod.js';
import { FIO_ROOTFS, KINDS, layOut, measure, type Kind } from './fio.js';
import { report, throughput, VARIANTS, type Sample, type Variant } from './report.js';
import { Shipping } from './shipping.js';

const INSTANCE = 'fio';
const FILE_MIB = 1024;
const DISK = '3G';
/** The taker's pool: its disk, the copy of one that has changed meanwhile, and the room that a pool leaves free. */
const TAKER_BYTES = 8 * 2 ** 30;
const SECONDS = 8;
const DEFAULT_LIMIT_MB = 20;
const MOUNT_MS = 10_000;

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
}

async function run(context: BenchContext): Promise<BenchReport> {
  const { place, runs, options, signal, say } = context;
  const limitMb = Number(options['bandwidth'] ?? DEFAULT_LIMIT_MB);
  if (!(limitMb > 0)) throw new Error(`--bandwidth ${String(options['bandwidth'])} is no number of MB/s.`);
  say('Starting Parikshan and an agent beside it, and writing a file of 1 GiB in a container.');
  const installation = await PrivateInstallation.start(place);
  const instance = await installation.runInstance(INSTANCE, FIO_ROOTFS, 80, ['sleep', 'infinity'], {
    disk: DISK,
  });
  await layOut(instance.pid, FILE_MIB);
  const taker = await startTaker(place);
  const subject = { instance, taker, installation, limitMb, agentPid: await agentPid(installation) };
  try {
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
    await taker.stop();
  }
}

interface Subject {
  readonly instance: RunningInstance;
  readonly taker: Host;
  readonly installation: PrivateInstallation;
  readonly limitMb: number;
  readonly agentPid: number;
}

async function once(
  { instance, taker, installation, limitMb, agentPid }: Subject,
  kind: Kind,
  variant: Variant,
): Promise<Pick<Sample, 'disk' | 'shipped' | 'cores'>> {
  const asked = () => measure(instance.pid, kind, FILE_MIB, SECONDS);
  if (variant === 'nothing') return { disk: await asked(), shipped: 0, cores: 0 };
  const sourceTarget = `unix:${join(installation.runDir, 'agent.sock')}`;
  const source = connect('AgentService', sourceTarget);
  try {
    const bytesPerSecond = variant === 'transfer' ? 0 : limitMb * 1e6;
    const shipping = await Shipping.start({
      ...{ source, sourceTarget, target: taker.client, instance: INSTANCE, bytesPerSecond },
    });
    try {
      const before = { at: performance.now(), bytes: shipping.bytes, used: await usedBy(agentPid) };
      const disk = await asked();
      const seconds = (performance.now() - before.at) / 1000;
      const used = await usedBy(agentPid);
      return {
        disk,
        shipped: (shipping.bytes - before.bytes) / 1e6 / seconds,
        cores: (used.busySeconds - before.used.busySeconds) / seconds,
      };
    } finally {
      await shipping.stop();
    }
  } finally {
    source.close();
  }
}

async function agentPid(installation: PrivateInstallation): Promise<number> {
  const { up } = await installation.json<{ up: { processes: readonly { name: string; pid: number }[] } }>(
    'status',
  );
  return up.processes.find(({ name }) => name === 'agent')!.pid;
}

async function startTaker(place: BenchPlace): Promise<Host> {
  const { memory, stateDir, runDir } = takerOf(place);
  await mkdir(memory, { mode: 0o700 });
  await runCommand(
    'mount',
    ['-t', 'tmpfs', '-o', `mode=0700,size=${TAKER_BYTES}`, 'parikshan-bench', memory],
    {
      timeoutMs: MOUNT_MS,
    },
  );
  for (const folder of [stateDir, runDir]) await mkdir(folder, { mode: 0o711 });
  return Host.start(stateDir, runDir);
}
