/** One clone of a Redis under load, and whether its replica ends with production's data. */
import { setTimeout as delay } from 'node:timers/promises';
import type { ReplicaJson, SuspendJson } from '../../demo/mod.js';
import { run } from '../../runtime/command/mod.js';
import { createClone, type PrivateInstallation, type RunningInstance } from '../frame/mod.js';
import { Traffic } from './traffic.js';

/** Longest time a replica may take to come to production's last command, milliseconds. */
const CATCH_UP_MS = 60_000;
const POLL_MS = 20;
const MARKER = 'soak:end';

/** What one clone showed. */
export interface CloneRun {
  readonly clone: string;
  readonly suspend: SuspendJson;
  readonly connections: number;
  readonly commands: number;
  readonly production: string;
  readonly replica: string;
  readonly seconds: number;
  readonly status: ReplicaJson;
  readonly clientErrors: readonly string[];
}

export interface SoakSubject {
  readonly installation: PrivateInstallation;
  readonly redis: RunningInstance;
  /** Commands of each kind of redis-benchmark in a burst. */
  readonly burst: number;
}

/** Clones under load; resolves when the load is over and the replica has come as far, or its time is over. The clone is left. */
export async function cloneUnderLoad(subject: SoakSubject, marker: string): Promise<CloneRun> {
  const { installation, redis } = subject;
  const started = performance.now();
  const target = { host: redis.address, port: redis.port };
  const traffic = await Traffic.connect(target, subject.burst);
  try {
    let stopping: ReturnType<Traffic['stop']> | undefined;
    const created = await createClone(installation.product, redis.name, {
      replicas: 1,
      // From just before the freeze to just after it: all that the load does has to be replayed before the next clone.
      onStep: (step) => {
        if (step === 'mark') traffic.start();
        else if (step === 'client-gap') stopping ??= traffic.stop();
      },
    });
    const { commands, errors } = await (stopping ?? traffic.stop());
    await askRedis(redis.pid, redis.address, 'SET', MARKER, marker);
    const replica = created.replicas[0];
    if (replica === undefined || replica.pid === null)
      throw new Error(`${created.clone.name} has no replica that runs`);
    await untilMarked(replica.pid, marker);
    return {
      clone: created.clone.name,
      suspend: created.clone.suspend,
      connections: created.clone.connections,
      commands,
      production: await askRedis(redis.pid, '127.0.0.1', 'DEBUG', 'DIGEST'),
      replica: await askRedis(replica.pid, '127.0.0.1', 'DEBUG', 'DIGEST').catch(String),
      seconds: (performance.now() - started) / 1000,
      status: await installation.json<ReplicaJson>('replica', 'show', replica.name),
      clientErrors: errors,
    };
  } finally {
    traffic.kill();
  }
}

/** What is wrong with a clone, one sentence each; empty when it is exact. Pure. */
export function faultsOf(cloned: CloneRun): string[] {
  const { replay, state } = cloned.status;
  const faults = cloned.clientErrors.map((error) => `a client of production saw: ${error}`);
  if (cloned.production !== cloned.replica) faults.push('the data of the replica differs from production');
  if (state !== 'following') faults.push(`the replica is ${state}`);
  if (replay === null) return [...faults, 'the replica is not replayed to'];
  if (replay.recordsLost > 0) faults.push(`${replay.recordsLost} records were lost`);
  if (!replay.faithful) faults.push(`the replica is not faithful: ${replay.unfaithfulReason ?? 'no reason'}`);
  if (replay.divergences > 0) faults.push(`${replay.divergences} connections answered otherwise`);
  return faults;
}

/** Asks a Redis: at 127.0.0.1 inside the network of its container, where no tap hears it; else over the wire, as clients do. */
export async function askRedis(pid: number, host: string, ...words: readonly string[]): Promise<string> {
  const into = host === '127.0.0.1' ? ['nsenter', `--net=/proc/${pid}/ns/net`] : [];
  const [file = '', ...args] = [...into, 'redis-cli', '-h', host, ...words];
  return (await run(file, args, { timeoutMs: CATCH_UP_MS })).stdout.trim();
}

/** The last command of production has come to the replica: all before it have too, as `strict` order has it. */
async function untilMarked(pid: number, marker: string): Promise<void> {
  const deadline = performance.now() + CATCH_UP_MS;
  while (performance.now() < deadline) {
    const seen = await askRedis(pid, '127.0.0.1', 'GET', MARKER).catch(() => '');
    if (seen === marker) return;
    await delay(POLL_MS);
  }
}
