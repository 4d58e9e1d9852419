import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isInTheMiddle } from '../../../agent/freeze/injection.js';
import type { CloneCreatedJson } from '../../../demo/product.js';
import { RedisClient } from '../../../demo/redis-client.js';
import { describeOnSystem } from '../requirements.js';
import { CloneBench, inContainer, inNetworkOf, type RunningInstance } from './support/bench.js';
import { fingerprint, isUntouched, socketsInRepair } from './support/container-state.js';
import { FreezePoints, POINTS, type FreezePids, type PointName } from './support/freeze-points.js';
import { askReplica, REDIS_PORT, runRedis } from './support/redis.js';

interface StatusJson {
  readonly up: { readonly processes: readonly { readonly name: string; readonly pid: number }[] };
  readonly hosts: readonly { readonly agentAlive: boolean; readonly proxyAlive: boolean }[];
}

interface FailureJson {
  readonly error: { readonly reason: string };
}

/** Within which the container must be as before, milliseconds after the strike. */
const UNHARMED_MS = 2_000;
/** If nobody is left to let go of the network, the hold expires by itself, and only then clients send again what was dropped. */
const EXPIRED_MS = 5_000;
/** Ends a hang. Long enough for every point to be reached on a busy machine. */
const DEADLINE_MS = 1_000;
/** So that there is a middle of what is done connection by connection. */
const CONNECTIONS = 6;

/** Whoever kills CRIU at `call` ends the process. */
const ALL = (Object.keys(POINTS) as PointName[]).filter((name) => name !== 'call');
/** With and without CRIU a dead guard is struck at every other point: which of both it is makes no difference to the agent's work. */
const EVEN = ALL.filter((_, index) => index % 2 === 0);
const ODD = ALL.filter((_, index) => index % 2 === 1);

/**
 * What is struck, at which points, and how the clone must end: with one of these reasons, or well. Agent and nats-server take no part in a
 * freeze under way, and an agent that ends again and again is started later each time: they are struck at some points.
 */
const FAULTS = {
  criu: { at: ALL, ends: ['DUMP_FAILED'] },
  guard: { at: EVEN, ends: ['FREEZE_GUARD_DIED'] },
  'guard and criu': { at: ODD, ends: ['FREEZE_GUARD_DIED'] },
  hang: { at: ALL, ends: ['FREEZE_DEADLINE'] },
  agent: { at: ['memory', 'network-unlock'], ends: ['UNREACHABLE'] },
  'agent and guard': { at: ['memory', 'repair-off'], ends: ['UNREACHABLE'] },
  'nats-server': {
    at: ['network-lock', 'post-dump'],
    ends: ['ready', 'STATE_UNAVAILABLE'],
  },
} as const satisfies Record<string, { readonly at: readonly PointName[]; readonly ends: readonly string[] }>;
type Fault = keyof typeof FAULTS;

describeOnSystem('a freeze in which something dies', () => {
  let folder: string;
  let points: FreezePoints;
  let bench: CloneBench;
  let redis: RunningInstance;
  let clients: RedisClient[];
  let before: unknown;
  let writes = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pk-points-'));
    points = new FreezePoints(folder);
    bench = await CloneBench.start(points.env);
    redis = await runRedis(bench);
    const connect = () => RedisClient.connect(redis.address, REDIS_PORT);
    clients = await Promise.all(Array.from({ length: CONNECTIONS }, connect));
    await clients[0]?.call('SET', 'written', 'before');
    before = fingerprint(redis.pid);
  });

  afterEach(() => points.clear());

  afterAll(async () => {
    for (const client of clients ?? []) client.close();
    await bench?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const processPid = async (name: string) =>
    (await bench.json<StatusJson>('status')).up.processes.find((one) => one.name === name)?.pid ?? 0;

  async function strike(fault: Fault, point: PointName, pids: FreezePids): Promise<void> {
    switch (fault) {
      case 'criu':
        return kill(pids.criu);
      case 'guard':
        return kill(pids.guard);
      case 'guard and criu':
        return kill(pids.guard, pids.criu);
      case 'hang':
        process.kill(pids.criu, 'SIGSTOP');
        if (!('call' in POINTS[point])) points.letGo(point, pids);
        return;
      case 'agent':
      case 'nats-server':
        kill(await processPid(fault));
        return points.letGo(point, pids);
      case 'agent and guard':
        kill(await processPid('agent'), pids.guard);
        return points.letGo(point, pids);
    }
  }

  /** Everything is as before the freeze, and every connection it had answers, once, what was asked in the middle of it. */
  async function expectUnharmed(withinMs: number): Promise<void> {
    let answers: unknown[] = [];
    void Promise.all(clients.map((client) => client.call('INCR', 'writes'))).then((all) => (answers = all));
    writes += clients.length;
    const state = async () => ({
      runs: isUntouched(redis.pid),
      inRepair: socketsInRepair(redis.pid),
      held: (await inNetworkOf(redis.pid, 'nft', 'list', 'tables')).includes('parikshan_hold'),
      process: fingerprint(redis.pid),
      answers: answers.length,
      last: Math.max(...answers.map(Number)),
    });
    const unharmed = { runs: true, inRepair: 0, held: false, process: before };
    await expect
      .poll(state, { timeout: withinMs })
      .toEqual({ ...unharmed, answers: clients.length, last: writes });
    await inContainer(redis.pid, 'dd', 'if=/dev/zero', 'of=/tmp/written', 'bs=4k', 'count=1', 'conv=fsync');
  }

  async function expectNothingOf(clone: string): Promise<void> {
    const ofClone = async () => (await bench.leftovers()).filter((thing) => thing.includes(clone));
    await expect.poll(ofClone, { timeout: 20_000 }).toEqual([]);
  }

  /** All roles are there again. */
  async function allServe(): Promise<void> {
    const alive = async () => {
      const { code, stdout } = await bench.cli(['status', '--json']);
      if (code !== 0) return false;
      return (JSON.parse(stdout) as StatusJson).hosts.every((host) => host.agentAlive && host.proxyAlive);
    };
    await expect.poll(alive, { timeout: 20_000 }).toBe(true);
  }

  describe.each(ALL)('at %s', (point) => {
    const faults = (Object.keys(FAULTS) as Fault[]).filter((fault) =>
      (FAULTS[fault].at as readonly PointName[]).includes(point),
    );
    test.each(faults)('%s', async (fault) => {
      const name = `${point}-${fault.replaceAll(' ', '-')}`;
      points.ask(point);
      const options = fault === 'hang' ? ['--freeze-deadline', `${DEADLINE_MS}ms`] : [];
      const create = ['clone', 'create', 'redis', '--json', '--name', name, '--replicas', '0', ...options];
      const clone = bench.cli(create);
      const missed = clone.then(({ stderr }) => {
        throw new Error(`the clone ended before it was struck: ${stderr}`);
      });
      await strike(fault, point, await Promise.race([points.reached(point, bench, name), missed]));

      // A hang is one until the deadline.
      if (fault === 'hang') await clone;
      await expectUnharmed(fault === 'agent and guard' ? EXPIRED_MS : UNHARMED_MS);
      const { code, stderr } = await clone;
      const last = stderr.trim().split('\n').at(-1) ?? '';
      const end = code === 0 ? 'ready' : (JSON.parse(last) as FailureJson).error.reason;
      expect(FAULTS[fault].ends).toContain(end);
      if (fault.includes('agent') || fault === 'nats-server') await allServe();
      if (code === 0) await bench.json('clone', 'rm', name);
      await expectNothingOf(name);
    });
  });

  test('a hang while CRIU has a process call something ends only behind that call', async () => {
    points.ask('call');
    const create = ['clone', 'create', 'redis', '--json', '--name', 'call', '--replicas', '0'];
    const clone = bench.cli([...create, '--freeze-deadline', `${DEADLINE_MS}ms`]);
    await points.reached('call', bench, 'call');
    // A trap without CRIU would be the end of it.
    expect(isInTheMiddle(redis.pid)).toBe(true);
    await clone;
    await expectUnharmed(UNHARMED_MS);
    await expectNothingOf('call');
  });

  test('a clone afterwards is as good as any', async () => {
    await expect.poll(() => bench.json('clone', 'list'), { timeout: 20_000 }).toEqual([]);
    const created = await bench.json<CloneCreatedJson>('clone', 'create', 'redis', '--replicas', '1');
    await expectUnharmed(UNHARMED_MS);
    const replica = created.replicas[0]?.name ?? '';
    await expect
      .poll(() => askReplica(bench, replica, 'GET', 'writes'), { timeout: 20_000 })
      .toBe(String(writes));
  });
});

function kill(...pids: readonly number[]): void {
  for (const pid of pids) process.kill(pid, 'SIGKILL');
}
