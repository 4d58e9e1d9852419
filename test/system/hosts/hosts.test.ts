import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeRootfs, type RunningInstance } from '../../../bench/frame/mod.js';
import type { HostLab } from '../../../demo/hosts/mod.js';
import { RedisClient, watchUntil, type CloneCreatedJson, type ReplicaJson } from '../../../demo/mod.js';
import { run } from '../../../runtime/command/mod.js';
import { ROLE_PORTS } from '../../../runtime/config/mod.js';
import { connectNats, jetstreamManager, readNatsConfig } from '../../../runtime/nats/mod.js';
import { MixedLoad } from '../clone/support/mixed-load.js';
import { REDIS_PORT } from '../clone/support/redis.js';
import { describeOnSystem } from '../requirements.js';
import { localClient, REDIS_ROOTFS, TestLab } from './support/lab.js';

const LOAD_CONNECTIONS = 10;
/** Two processors are shared by all hosts: at full speed the replica would be a long time behind. */
const PAUSE_MS = 10;
const LOAD_COMMANDS = 600;
/** Longer than a host may be silent before it is shown as not alive, some 7 s. */
const CUT_MS = 9_000;
const REPLICA = 'redis-1-r1';

interface StatusJson {
  readonly hosts: readonly {
    readonly name: string;
    readonly agentAlive: boolean;
    readonly proxyAlive: boolean;
  }[];
}

describeOnSystem('three hosts on one machine, and one that coordinates', () => {
  let lab: TestLab;
  let hosts: HostLab;
  let redis: RunningInstance;
  let load: MixedLoad | undefined;

  beforeAll(async () => {
    lab = await TestLab.start({ hosts: 3, control: 'control' });
    hosts = lab.hosts;
  });

  afterAll(async () => {
    await load?.stop();
    await lab?.remove();
  });

  const status = () => hosts.json<StatusJson>('status');
  /** `name agent proxy` of each host. */
  const aliveness = async () =>
    (await status()).hosts.map(
      ({ name, agentAlive, proxyAlive }) =>
        `${name} ${agentAlive ? 'up' : 'down'} ${proxyAlive ? 'up' : 'down'}`,
    );
  const ALL_UP = ['h1 up up', 'h2 up up', 'h3 up up'];
  const askReplica = async (...words: string[]) =>
    (
      await hosts.product.run(['replica', 'exec', REPLICA, '--', 'redis-cli', ...words], {
        timeoutMs: 30_000,
      })
    ).trim();
  const digest = async () => {
    const { stdout } = await run(
      'nsenter',
      [`--net=/proc/${redis.pid}/ns/net`, 'redis-cli', 'DEBUG', 'DIGEST'],
      { timeoutMs: 20_000 },
    );
    return stdout.trim();
  };
  const caughtUp = () =>
    watchUntil(
      hosts.product,
      REPLICA,
      'caught up',
      ({ replay }: ReplicaJson) => replay?.caughtUp === true,
      60_000,
    );
  /** The load goes on: nobody who is a client of production has noticed anything. */
  const servesOn = async () => {
    const before = load?.commands ?? 0;
    await expect.poll(() => load?.commands, { timeout: 30_000 }).toBeGreaterThan(before + LOAD_COMMANDS);
    expect(load?.errors).toEqual([]);
  };
  const expectExactReplica = async () => {
    await load?.stop();
    expect(load?.errors).toEqual([]);
    load = undefined;
    const replica = await caughtUp();
    expect(replica).toMatchObject({ state: 'following', replay: { recordsLost: 0 } });
    // Behind an outage the end of the log need not be the end of what the tap still has to bring.
    const ofProduction = await digest();
    await expect.poll(() => askReplica('DEBUG', 'DIGEST'), { timeout: 60_000 }).toBe(ofProduction);
    expect(await caughtUp()).toMatchObject({ state: 'following', replay: { recordsLost: 0 } });
  };

  test('all of them register, by their own names, and go on beating', async () => {
    expect(await aliveness()).toEqual(ALL_UP);
    // Longer than a role may be silent.
    await delay(8_000);
    expect(await aliveness()).toEqual(ALL_UP);
    expect((await hosts.at('h3').exec(['hostname'])).stdout.trim()).toBe('h3');
  });

  test('an instance runs where it was asked for, and clients reach it over the bridge', async () => {
    const rootfs = await makeRootfs(REDIS_ROOTFS);
    const server = ['redis-server', '--protected-mode', 'no', '--save', '', '--enable-debug-command', 'yes'];
    const how = ['--host', 'h2', '--rootfs', rootfs, '--port', String(REDIS_PORT), '--disk', '1G'];
    const { instance } = await hosts.json<{ instance: RunningInstance & { host: string } }>(
      ...['instance', 'run', 'redis', ...how, '--', ...server],
    );
    expect(instance.host).toBe('h2');
    redis = instance;
    const client = await RedisClient.connect(redis.address, REDIS_PORT);
    expect(await client.call('PING')).toBe('PONG');
    client.close();
  });

  test('a purge beside an agent that works is refused', async () => {
    await expect(hosts.at('h2').parikshan(['purge', '--yes'])).rejects.toThrow(
      /An agent works on .*agent\.lock/s,
    );
    expect(await aliveness()).toEqual(ALL_UP);
  });

  test('what runs in a container calls other machines, but none of our roles', async () => {
    const dial = async (address: string, port: number) =>
      (
        await run(
          'nsenter',
          [
            `--net=/proc/${redis.pid}/ns/net`,
            'timeout',
            '2',
            'bash',
            '-c',
            `exec 3<>/dev/tcp/${address}/${port}`,
          ],
          { timeoutMs: 10_000, allowFailure: true },
        )
      ).code;
    const [nats = ''] = (await readNatsConfig(join(hosts.control.runDir, 'nats.json'))).servers;
    const [address = '', port = ''] = nats.split(':');
    expect(await dial(address, Number(port))).toBe(0);
    const roles = await Promise.all([
      dial(hosts.control.address, ROLE_PORTS.coordinator),
      dial(hosts.at('h1').address, ROLE_PORTS.agent),
      dial(hosts.at('h2').address, ROLE_PORTS.agent),
    ]);
    expect(roles).not.toContain(0);
  });

  test('it is cloned there under load, and its replica is fed over the bridge', async () => {
    load = await MixedLoad.start(redis.address, REDIS_PORT, LOAD_CONNECTIONS, PAUSE_MS);
    await servesOn();
    const created = await hosts.json<CloneCreatedJson>('clone', 'create', 'redis', '--replicas', '1');
    expect(created.clone.connections).toBe(LOAD_CONNECTIONS);
    expect(created.replicas.map(({ name }) => name)).toEqual([REPLICA]);
    await servesOn();
    await expectExactReplica();
    const nats = await connectNats(await readNatsConfig(join(hosts.control.runDir, 'nats.json')), 'test');
    const { state } = await (await jetstreamManager(nats)).streams.info('PK_LOG_redis');
    await nats.close();
    expect(state.bytes).toBeGreaterThan(LOAD_COMMANDS);
  });

  test('an agent that is killed is shown, harms nobody, and comes back', async () => {
    load = await MixedLoad.start(redis.address, REDIS_PORT, LOAD_CONNECTIONS, PAUSE_MS);
    await hosts.at('h2').kill('agent');
    await expect.poll(aliveness, { timeout: 15_000 }).toEqual(['h1 up up', 'h2 down up', 'h3 up up']);
    await servesOn();
    await hosts.at('h2').restart('agent');
    await hosts.registered();
    expect(await aliveness()).toEqual(ALL_UP);
    await servesOn();
    await expectExactReplica();
  });

  test('the coordinator is killed, and everything goes on; the next one finds it all', async () => {
    load = await MixedLoad.start(redis.address, REDIS_PORT, LOAD_CONNECTIONS, PAUSE_MS);
    await hosts.control.kill('coordinator');
    await servesOn();
    await hosts.control.restart('coordinator');
    await hosts.registered();
    expect(await aliveness()).toEqual(ALL_UP);
    await servesOn();
    await expectExactReplica();
  });

  test('what coordinates is cut off: production everywhere serves, and the replica goes on afterwards', async () => {
    load = await MixedLoad.start(redis.address, REDIS_PORT, 2, PAUSE_MS);
    await servesOn();
    await hosts.control.cut();
    await servesOn();
    await delay(CUT_MS);
    await servesOn();
    await hosts.control.mend();
    await hosts.registered(60_000);
    expect(await aliveness()).toEqual(ALL_UP);
    await expectExactReplica();
  });

  test('a host is cut off: production there serves, and its replica goes on afterwards', async () => {
    const h2 = hosts.at('h2');
    load = await MixedLoad.over(() => localClient(h2, redis.address), 2, PAUSE_MS);
    await servesOn();
    await h2.cut();
    const cutAt = performance.now();
    await expect.poll(aliveness, { timeout: 20_000 }).toEqual(['h1 up up', 'h2 down down', 'h3 up up']);
    await servesOn();
    await delay(Math.max(0, CUT_MS - (performance.now() - cutAt)));
    await h2.mend();
    await hosts.registered(60_000);
    await servesOn();
    await expectExactReplica();
  });

  test('what another host on this machine removes is its own only', async () => {
    const h3 = hosts.at('h3');
    const how = ['--host', 'h3', '--rootfs', await makeRootfs(REDIS_ROOTFS), '--port', String(REDIS_PORT)];
    await hosts.json(
      ...['instance', 'run', 'other', ...how, '--disk', '512M', '--', 'redis-server', '--save', ''],
    );
    load = await MixedLoad.start(redis.address, REDIS_PORT, LOAD_CONNECTIONS, PAUSE_MS);
    // A new agent looks for what an earlier one has left.
    await h3.restart('agent');
    await h3.stop('proxy');
    await h3.stop('agent');
    await h3.parikshan(['purge', '--yes']);
    expect(existsSync(h3.stateDir)).toBe(false);
    await servesOn();
    await expectExactReplica();
  });
});
