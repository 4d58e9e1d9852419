import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HostLab } from '../../../demo/hosts/mod.js';
import { RedisClient, type CloneCreatedJson } from '../../../demo/mod.js';
import { run } from '../../../runtime/command/mod.js';
import { ROLE_PORTS } from '../../../runtime/config/mod.js';
import { connectNats, jetstreamManager, readNatsConfig } from '../../../runtime/nats/mod.js';
import { MixedLoad } from '../clone/support/mixed-load.js';
import { REDIS_PORT } from '../clone/support/redis.js';
import { describeOnSystem } from '../requirements.js';
import { askRedis, LabCoordinator } from './support/coordinator.js';
import { localClient, runRedisOn, TestLab, type InstanceOnHost } from './support/lab.js';

const LOAD_CONNECTIONS = 10;
/** Two processors are shared by all hosts: at full speed the replica would be a long time behind. */
const PAUSE_MS = 10;
const LOAD_COMMANDS = 600;
/** Longer than a host may be silent before it is shown as not alive, some 7 s. */
const SILENCE_MS = 8_000;
const REPLICA = 'redis-1-r1';

describeOnSystem('three hosts on one machine, and one that coordinates', () => {
  let lab: TestLab;
  let hosts: HostLab;
  let redis: InstanceOnHost;
  let coordinator: LabCoordinator;
  let load: MixedLoad | undefined;
  let registeredAt = 0;

  beforeAll(async () => {
    lab = await TestLab.start({ hosts: 3, control: 'control' });
    hosts = lab.hosts;
    coordinator = new LabCoordinator(hosts);
    registeredAt = performance.now();
  });

  afterAll(async () => {
    await load?.stop();
    await lab?.remove();
  });

  const ALL_UP = ['h1 up up', 'h2 up up', 'h3 up up'];
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
    const { state, replay, detail } = await coordinator.caughtUp(REPLICA);
    expect(state).toBe('REPLICA_STATE_FOLLOWING');
    expect(replay).toMatchObject({ recordsLost: 0 });
    expect(await askRedis(detail?.pid ?? 0, 'DEBUG', 'DIGEST')).toBe(
      await askRedis(redis.pid, 'DEBUG', 'DIGEST'),
    );
  };

  test('all of them register, by their own names', async () => {
    expect(await coordinator.aliveness()).toEqual(ALL_UP);
    expect((await hosts.at('h3').exec(['hostname'])).stdout.trim()).toBe('h3');
  });

  test('an instance runs where it was asked for, and clients reach it over the bridge', async () => {
    redis = await runRedisOn(hosts, 'redis', 'h2', '1G');
    expect(redis.host).toBe('h2');
    const client = await RedisClient.connect(redis.address, REDIS_PORT);
    expect(await client.call('PING')).toBe('PONG');
    client.close();
  });

  test('a purge beside an agent that works is refused', async () => {
    await expect(hosts.at('h2').parikshan(['purge', '--yes'])).rejects.toThrow(
      /An agent works on .*agent\.lock/s,
    );
    expect(await coordinator.aliveness()).toEqual(ALL_UP);
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
    const asked = ['replica', 'exec', REPLICA, '--', 'redis-cli', 'DEBUG', 'DIGEST'];
    const said = await hosts.product.run(asked, { timeoutMs: 30_000 });
    expect(said.trim()).toBe(await askRedis(redis.pid, 'DEBUG', 'DIGEST'));
    const nats = await connectNats(await readNatsConfig(join(hosts.control.runDir, 'nats.json')), 'test');
    const { state } = await (await jetstreamManager(nats)).streams.info('PK_LOG_redis');
    await nats.close();
    expect(state.bytes).toBeGreaterThan(LOAD_COMMANDS);
    // Since they registered, roles could have been silent for too long: none was.
    await delay(Math.max(0, SILENCE_MS - (performance.now() - registeredAt)));
    expect(await coordinator.aliveness()).toEqual(ALL_UP);
  });

  test('an agent that is killed is shown, harms nobody, and comes back', async () => {
    load = await MixedLoad.start(redis.address, REDIS_PORT, LOAD_CONNECTIONS, PAUSE_MS);
    await hosts.at('h2').kill('agent');
    await expect
      .poll(() => coordinator.aliveness(), { timeout: 15_000 })
      .toEqual(['h1 up up', 'h2 down up', 'h3 up up']);
    await servesOn();
    await hosts.at('h2').restart('agent');
    await hosts.registered();
    expect(await coordinator.aliveness()).toEqual(ALL_UP);
    await servesOn();
    await expectExactReplica();
  });

  test('the coordinator is killed, and everything goes on; the next one finds it all', async () => {
    load = await MixedLoad.start(redis.address, REDIS_PORT, LOAD_CONNECTIONS, PAUSE_MS);
    await hosts.control.kill('coordinator');
    await servesOn();
    await hosts.control.restart('coordinator');
    await hosts.registered();
    expect(await coordinator.aliveness()).toEqual(ALL_UP);
    await servesOn();
    await expectExactReplica();
  });

  test('what coordinates is cut off: production everywhere serves, and the replica goes on afterwards', async () => {
    load = await MixedLoad.start(redis.address, REDIS_PORT, 2, PAUSE_MS);
    await servesOn();
    await hosts.control.cut();
    const cutAt = performance.now();
    await servesOn();
    await delay(Math.max(0, SILENCE_MS - (performance.now() - cutAt)));
    await servesOn();
    await hosts.control.mend();
    await hosts.registered(60_000);
    // What came late over connections that are given up only now may have been the last of them for a moment.
    await expect.poll(() => coordinator.aliveness(), { timeout: 20_000 }).toEqual(ALL_UP);
    await expectExactReplica();
  });

  test('a host is cut off: production there serves, and its replica goes on afterwards', async () => {
    const h2 = hosts.at('h2');
    load = await MixedLoad.over(() => localClient(h2, redis.address), 2, PAUSE_MS);
    await servesOn();
    await h2.cut();
    await expect
      .poll(() => coordinator.aliveness(), { timeout: 20_000 })
      .toEqual(['h1 up up', 'h2 down down', 'h3 up up']);
    await servesOn();
    await h2.mend();
    await hosts.registered(60_000);
    await servesOn();
    await expectExactReplica();
  });

  test('what another host on this machine removes is its own only', async () => {
    const h3 = hosts.at('h3');
    await runRedisOn(hosts, 'other', 'h3', '512M');
    load = await MixedLoad.start(redis.address, REDIS_PORT, LOAD_CONNECTIONS, PAUSE_MS);
    // A new agent looks for what an earlier one has left.
    await h3.restart('agent');
    await h3.stop('proxy');
    await h3.stop('agent');
    const kept = join(h3.stateDir, 'kept');
    await h3.exec(['mkdir', kept]);
    await h3.exec(['mount', '-t', 'tmpfs', 'somebodys', kept]);
    await h3.exec(['touch', join(kept, 'file')]);
    await expect(h3.parikshan(['purge', '--yes'])).rejects.toThrow(`${kept} (tmpfs, somebodys)`);
    expect((await h3.exec(['ls', kept])).stdout).toBe('file\n');
    expect(existsSync(join(h3.stateDir, 'instances', 'other'))).toBe(true);
    await h3.exec(['umount', kept]);
    await h3.parikshan(['purge', '--yes']);
    expect(existsSync(h3.stateDir)).toBe(false);
    await servesOn();
    await expectExactReplica();
  });
});
