import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeRootfs, type RunningInstance } from '../../../bench/frame/mod.js';
import type { HostLab } from '../../../demo/hosts/mod.js';
import { watchUntil, type CloneCreatedJson, type ReplicaJson } from '../../../demo/mod.js';
import { run } from '../../../runtime/command/mod.js';
import { runCli } from '../../integration/cli/run-cli.js';
import { MixedLoad } from '../clone/support/mixed-load.js';
import { REDIS_PORT } from '../clone/support/redis.js';
import { describeOnSystem } from '../requirements.js';
import { REDIS_ROOTFS, TestLab } from './support/lab.js';

/** 10 Mbit/s: the disk takes half a minute at least. */
const SLOW_BITS = 10_000_000;
/** Nothing that is shipped is in the freeze; shipping takes many times as long. */
const MOST_FROZEN_MS = 5_000;
const CONNECTIONS = 10;
const COMMANDS = 600;
/** Many replicas share two processors with production: they had better not be fed at its full speed. */
const PAUSE_MS = 30;

interface OperationJson {
  readonly id: string;
  readonly state: string;
  readonly results: readonly string[];
}

interface FailureJson {
  readonly error: { readonly reason: string; readonly message: string };
}

describeOnSystem('replicas on other hosts than their instance', () => {
  let lab: TestLab;
  let hosts: HostLab;
  let redis: RunningInstance;
  let load: MixedLoad | undefined;

  beforeAll(async () => {
    lab = await TestLab.start({ hosts: 3, control: 'control' });
    hosts = lab.hosts;
    const rootfs = await makeRootfs(REDIS_ROOTFS);
    const server = ['redis-server', '--protected-mode', 'no', '--save', '', '--enable-debug-command', 'yes'];
    const how = ['--host', 'h1', '--rootfs', rootfs, '--port', String(REDIS_PORT), '--disk', '1G'];
    const { instance } = await hosts.json<{ instance: RunningInstance }>(
      ...['instance', 'run', 'redis', ...how, '--', ...server],
    );
    redis = instance;
    await inProduction('redis-cli', 'DEBUG', 'POPULATE', '20000', 'filled', '1024');
  });

  afterAll(async () => {
    await load?.stop();
    await lab?.remove();
  });

  beforeEach(async () => {
    load = await MixedLoad.start(redis.address, REDIS_PORT, CONNECTIONS, PAUSE_MS);
    await expect.poll(() => load?.commands, { timeout: 30_000 }).toBeGreaterThan(COMMANDS);
  });

  afterEach(async () => {
    await load?.stop();
    load = undefined;
    for (const { name } of await hosts.json<{ name: string }[]>('clone', 'list'))
      await hosts.json('clone', 'rm', name);
    // Nothing of a clone outlives it, on any host.
    for (const host of ['h1', 'h2', 'h3']) expect(remains(host)).toEqual([]);
  });

  const inProduction = async (...command: string[]) =>
    (
      await run('nsenter', [`--net=/proc/${redis.pid}/ns/net`, ...command], { timeoutMs: 30_000 })
    ).stdout.trim();

  /** What a host holds of clones: images, disks, records. */
  function remains(name: string): string[] {
    const { runDir, stateDir } = hosts.at(name);
    return [join(runDir, 'clones'), join(runDir, 'images'), join(stateDir, 'pool', 'clones')].flatMap(
      (folder) => (existsSync(folder) ? readdirSync(folder).map((entry) => join(folder, entry)) : []),
    );
  }

  const create = (...options: string[]) =>
    hosts.json<CloneCreatedJson>('clone', 'create', 'redis', ...options);

  /** Asks for a clone, and does not wait for it. */
  async function begin(...options: string[]): Promise<string> {
    const { operation } = await hosts.json<{ operation: OperationJson }>(
      ...['clone', 'create', 'redis', ...options, '--detach'],
    );
    return operation.id;
  }

  /** The operation once it has ended, however. */
  async function ended(id: string): Promise<OperationJson> {
    const show = () => hosts.json<OperationJson>('operation', 'show', id);
    await expect.poll(async () => (await show()).state, { timeout: 120_000 }).not.toBe('running');
    return show();
  }

  const copies = async () =>
    (await hosts.json<CloneCreatedJson['clone'][]>('clone', 'list')).flatMap((clone) => clone.copies);

  /** The host to which the operation ships, as soon as it does. */
  async function shipping(operation: string): Promise<string> {
    await expect.poll(copies, { timeout: 30_000 }).toHaveLength(1);
    expect((await hosts.json<OperationJson>('operation', 'show', operation)).state).toBe('running');
    return (await copies())[0]!;
  }

  /** The load ends, and every replica has come to production's data by production's answers. */
  async function expectAllExact({ replicas }: CloneCreatedJson): Promise<void> {
    const before = load!.commands;
    await expect.poll(() => load?.commands, { timeout: 30_000 }).toBeGreaterThan(before + COMMANDS);
    await load!.stop();
    expect(load!.errors).toEqual([]);
    const digest = await inProduction('redis-cli', 'DEBUG', 'DIGEST');
    for (const { name } of replicas) {
      const caughtUp = ({ replay }: ReplicaJson) => replay?.caughtUp === true;
      const replica = await watchUntil(hosts.product, name, 'caught up', caughtUp, 60_000);
      expect(replica).toMatchObject({
        state: 'following',
        replay: { faithful: true, divergences: 0, recordsLost: 0 },
      });
      const words = ['replica', 'exec', name, '--', 'redis-cli', 'DEBUG', 'DIGEST'];
      expect((await hosts.product.run(words, { timeoutMs: 30_000 })).trim()).toBe(digest);
    }
  }

  test('external: the replica is on the host that was named, and exact', async () => {
    const created = await create('--replicas', '1', '--mode', 'external', '--host', 'h2');
    expect(created.clone).toMatchObject({ host: 'h1', copies: ['h2'], connections: CONNECTIONS });
    expect(created.replicas.map(({ host }) => host)).toEqual(['h2']);
    await expectAllExact(created);
  });

  test('scaled out: eight replicas over three hosts from one freeze, all exact', async () => {
    const created = await create('--replicas', '8', '--spread', '3');
    expect(new Set(created.replicas.map(({ host }) => host))).toEqual(new Set(['h1', 'h2', 'h3']));
    expect(created.replicas).toHaveLength(8);
    await expectAllExact(created);
  });

  test('a kept clone starts further replicas later, where it is and where it was not', async () => {
    const kept = await create('--replicas', '0');
    expect(kept.clone.copies).toEqual([]);
    const before = load!.commands;
    await expect.poll(() => load?.commands, { timeout: 30_000 }).toBeGreaterThan(before + COMMANDS);
    const more = ['clone', 'start-replica', kept.clone.name];
    const here = await hosts.json<CloneCreatedJson>(...more);
    const there = await hosts.json<CloneCreatedJson>(...more, '--host', 'h3');
    expect([...here.replicas, ...there.replicas].map(({ name, host }) => [name, host])).toEqual([
      ['redis-1-r1', 'h1'],
      ['redis-1-r2', 'h3'],
    ]);
    expect(there.clone.copies).toEqual(['h3']);
    await expectAllExact({ ...there, replicas: [...here.replicas, ...there.replicas] });
  });

  test('over a slow link production stands still no longer, and another host takes the place of one that dies', async () => {
    await hosts.at('h2').limit(SLOW_BITS);
    await hosts.at('h3').limit(SLOW_BITS);
    try {
      const operation = await begin('--replicas', '1', '--mode', 'external');
      const first = await shipping(operation);
      await hosts.at(first).kill('agent');
      const other = first === 'h2' ? 'h3' : 'h2';
      await expect.poll(copies, { timeout: 60_000 }).toEqual([first, other]);
      // The rest need not take its minutes.
      await hosts.at(other).limit(undefined);
      expect(await ended(operation)).toMatchObject({
        state: 'succeeded',
        results: ['redis-1', 'redis-1-r1'],
      });
      const clone = await hosts.json<CloneCreatedJson['clone']>('clone', 'show', 'redis-1');
      // As long as on the same host, whatever the link.
      expect(clone.suspend.frozenMs).toBeLessThan(MOST_FROZEN_MS);
      await hosts.at(first).restart('agent');
      await hosts.registered();
      const replicas = await hosts.json<ReplicaJson[]>('replica', 'list');
      expect(replicas.map(({ host }) => host)).toEqual([other]);
      await expectAllExact({ clone, replicas });
    } finally {
      await hosts.at('h2').limit(undefined);
      await hosts.at('h3').limit(undefined);
    }
  });

  test('cancelled while it is shipped, nothing is left on any host', async () => {
    await hosts.at('h2').limit(SLOW_BITS);
    try {
      const operation = await begin('--replicas', '1', '--host', 'h2');
      await shipping(operation);
      await hosts.json('operation', 'cancel', operation);
      expect((await ended(operation)).state).toBe('cancelled');
      expect(await hosts.json('clone', 'list')).toEqual([]);
      expect(load!.errors).toEqual([]);
    } finally {
      await hosts.at('h2').limit(undefined);
    }
  });

  test('a dry run says where replicas would be, and why not elsewhere; nothing is made', async () => {
    const { plan } = await hosts.json<{ plan: { step: string; message: string }[] }>(
      ...['clone', 'create', 'redis', '--replicas', '1', '--mode', 'external', '--host', 'h3', '--dry-run'],
    );
    const told = plan.map(({ message }) => message).join('\n');
    expect(told).toContain('replica: redis-1-r1 on h3');
    expect(told).toContain('host: h2 takes none: Only h3 may be used.');
    expect(await hosts.json('clone', 'list')).toEqual([]);
  });

  test('a host that there is not is refused, with the hosts there are', async () => {
    const { code, stderr } = await runCli(
      ['clone', 'create', 'redis', '--replicas', '1', '--host', 'h9', '--json'],
      '',
      hosts.product.environment(),
    );
    expect(code).not.toBe(0);
    const { error } = JSON.parse(stderr) as FailureJson;
    expect(error).toMatchObject({ reason: 'PLACEMENT_REFUSED', message: 'There is no host h9.' });
  });
});
