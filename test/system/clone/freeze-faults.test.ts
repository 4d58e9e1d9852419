import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CloneCreatedJson } from '../../../demo/product.js';
import { describeOnSystem } from '../requirements.js';
import { CloneBench, inContainer, inNetworkOf, type RunningInstance } from './support/bench.js';
import { whileDumping } from './support/freeze-moment.js';
import { RedisClient } from '../../../demo/redis-client.js';
import { askReplica, REDIS_PORT, runRedis } from './support/redis.js';

/** Some hundred MB: the dump takes long enough to be hit in the middle. */
const KEYS = 2_000;
const VALUE_BYTES = 150_000;

interface StatusJson {
  readonly up: { readonly processes: readonly { readonly name: string; readonly pid: number }[] };
  readonly hosts: readonly { readonly agentAlive: boolean }[];
}

interface FailureJson {
  readonly error: { readonly reason: string; readonly message: string; readonly remedy: string };
}

describeOnSystem('a freeze in which something dies', () => {
  let bench: CloneBench;
  let redis: RunningInstance;
  let client: RedisClient;
  let writes = 0;

  beforeAll(async () => {
    bench = await CloneBench.start();
    redis = await runRedis(bench);
    client = await RedisClient.connect(redis.address, REDIS_PORT);
    await client.call('DEBUG', 'POPULATE', String(KEYS), 'filler', String(VALUE_BYTES));
  });

  afterAll(async () => {
    client?.close();
    await bench?.remove();
  });

  /** Production runs, on the connection it had, with a filesystem that takes writes and a network without a hold. */
  async function expectProductionRuns(): Promise<void> {
    expect(await client.call('INCR', 'writes')).toBe(++writes);
    await inContainer(redis.pid, 'dd', 'if=/dev/zero', 'of=/tmp/written', 'bs=4k', 'count=1', 'conv=fsync');
    expect(await inNetworkOf(redis.pid, 'nft', 'list', 'tables')).not.toContain('parikshan_hold');
  }

  async function expectNothingOf(clone: string): Promise<void> {
    const ofClone = async () => (await bench.leftovers()).filter((thing) => thing.includes(clone));
    await expect.poll(ofClone, { timeout: 20_000 }).toEqual([]);
    expect(await bench.json('clone', 'list')).toEqual([]);
  }

  async function cloneAndFail(
    name: string,
    options: string[],
    during: () => Promise<void>,
  ): Promise<FailureJson['error']> {
    const clone = bench.cli([
      'clone',
      'create',
      'redis',
      '--json',
      '--name',
      name,
      '--replicas',
      '1',
      ...options,
    ]);
    await during();
    const { code, stdout, stderr } = await clone;
    expect(code, stderr).toBe(1);
    return (JSON.parse(stderr.trim().split('\n').at(-1) || stdout) as FailureJson).error;
  }

  /** The agent that beats; undefined while there is none. */
  async function agentPid(): Promise<number | undefined> {
    const { up, hosts } = await bench.json<StatusJson>('status');
    if (!hosts.every(({ agentAlive }) => agentAlive)) return undefined;
    return up.processes.find(({ name }) => name === 'agent')?.pid;
  }

  test('the deadline ends a dump that takes too long', async () => {
    const error = await cloneAndFail('late', ['--freeze-deadline', '50ms'], async () => undefined);
    expect(error).toMatchObject({ reason: 'FREEZE_DEADLINE' });
    await expectProductionRuns();
    await expectNothingOf('late');
  });

  test.each(['guard', 'criu'] as const)('the %s is killed', async (victim) => {
    const error = await cloneAndFail(`no-${victim}`, [], async () => {
      const pids = await whileDumping(bench, `no-${victim}`);
      process.kill(pids[victim], 'SIGKILL');
    });
    expect(error).toMatchObject({ reason: victim === 'guard' ? 'FREEZE_GUARD_DIED' : 'DUMP_FAILED' });
    await expectProductionRuns();
    await expectNothingOf(`no-${victim}`);
  });

  test('guard and CRIU are killed at once', async () => {
    const error = await cloneAndFail('no-both', [], async () => {
      const pids = await whileDumping(bench, 'no-both');
      process.kill(pids.guard, 'SIGKILL');
      process.kill(pids.criu, 'SIGKILL');
    });
    expect(error).toMatchObject({ reason: 'FREEZE_GUARD_DIED' });
    await expectProductionRuns();
    await expectNothingOf('no-both');
  });

  test('the agent is killed, and the guard with it', async () => {
    const agent = (await agentPid()) ?? 0;
    const error = await cloneAndFail('no-agent', [], async () => {
      const pids = await whileDumping(bench, 'no-agent');
      process.kill(agent, 'SIGKILL');
      process.kill(pids.guard, 'SIGKILL');
    });
    expect(error).toMatchObject({
      reason: 'UNREACHABLE',
      message: expect.stringContaining('agent.sock') as string,
    });
    // The next agent is there, and has found in the journal what this one left.
    const next = async () => ![undefined, agent].includes(await agentPid());
    await expect.poll(next, { timeout: 20_000 }).toBe(true);
    const holds = () => inNetworkOf(redis.pid, 'nft', 'list', 'tables');
    await expect.poll(holds, { timeout: 20_000 }).not.toContain('parikshan_hold');
    await expectProductionRuns();
    await expectNothingOf('no-agent');
  });

  test('a clone afterwards is as good as any', async () => {
    const created = await bench.json<CloneCreatedJson>('clone', 'create', 'redis', '--replicas', '1');
    await expectProductionRuns();
    const replica = created.replicas[0]?.name ?? '';
    await expect
      .poll(() => askReplica(bench, replica, 'GET', 'writes'), { timeout: 20_000 })
      .toBe(String(writes));
  });
});
