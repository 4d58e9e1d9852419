import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { HostLab } from '../../../demo/hosts/mod.js';
import type { CloneCreatedJson, RedisClient } from '../../../demo/mod.js';
import { runCli } from '../../integration/cli/run-cli.js';
import { fingerprint, isUntouched } from '../clone/support/container-state.js';
import { describeOnSystem } from '../requirements.js';
import type { LabCoordinator } from './support/coordinator.js';
import { CONNECTIONS, ExternalBed } from './support/external-bed.js';
import { localClient, runRedisOn } from './support/lab.js';

/** 10 Mbit/s: the disk takes half a minute at least. */
const SLOW_BITS = 10_000_000;
/** Nothing that is shipped is in the freeze; shipping takes many times as long. */
const MOST_FROZEN_MS = 5_000;
/** Within which production runs again, whatever is cut off, milliseconds. */
const RESUMED_MS = 2_000;

interface FailureJson {
  readonly error: { readonly reason: string; readonly message: string };
}

describeOnSystem('replicas on other hosts than their instance', () => {
  let bed: ExternalBed;
  let hosts: HostLab;
  let coordinator: LabCoordinator;

  beforeAll(async () => {
    bed = await ExternalBed.start();
    ({ hosts, coordinator } = bed);
  });
  afterAll(() => bed?.remove());
  beforeEach(() => bed.startLoad());
  afterEach(() => bed.clear());

  /** Asks for a clone with these options whose freeze stands at a moment, has something struck there, and lets it go on. */
  async function strikeInFreeze(ask: () => Promise<string>, strike: () => Promise<void>): Promise<string> {
    bed.points.ask('network-lock');
    const operation = await ask();
    const pids = await bed.points.reached('network-lock', hosts.at('h1'), 'redis-1');
    await strike();
    bed.points.letGo('network-lock', pids);
    return operation;
  }

  /** Production answers a client beside it, and nobody has anything of it in his hands. */
  async function expectResumed(client: RedisClient, before: unknown): Promise<void> {
    let answer = '';
    void client.call('PING').then((said) => (answer = String(said)));
    const state = () => ({
      answer,
      runs: isUntouched(bed.redis.pid),
      process: fingerprint(bed.redis.pid),
    });
    await expect
      .poll(state, { timeout: RESUMED_MS, interval: 20 })
      .toEqual({ answer: 'PONG', runs: true, process: before });
  }

  /** First host id of a container's programs, by the pid of one. */
  const firstId = (pid: number) => Number(readFileSync(`/proc/${pid}/uid_map`, 'utf8').trim().split(/ +/)[1]);

  test('external: the replica is on the host that was named, and exact', async () => {
    // Each host gives its instances the same ids and does not know of the others'.
    const other = await runRedisOn(hosts, 'other', 'h2', '512M');
    expect(firstId(other.pid)).toBe(firstId(bed.redis.pid));
    const created = await bed.create('--replicas', '1', '--mode', 'external', '--host', 'h2');
    expect(firstId(created.replicas[0]?.pid ?? 0)).toBeGreaterThan(firstId(other.pid));
    expect(created.clone).toMatchObject({ host: 'h1', copies: ['h2'], connections: CONNECTIONS });
    expect(created.replicas.map(({ host }) => host)).toEqual(['h2']);
    await bed.expectAllExact(created.replicas);
  });

  test('scaled out: eight replicas over three hosts from one freeze, all exact', async () => {
    const created = await bed.create('--replicas', '8', '--spread', '3');
    expect(new Set(created.replicas.map(({ host }) => host))).toEqual(new Set(['h1', 'h2', 'h3']));
    expect(created.replicas).toHaveLength(8);
    await bed.expectAllExact(created.replicas);
  });

  test('a kept clone starts further replicas later, where it is and where it was not', async () => {
    const kept = await bed.create('--replicas', '0');
    expect(kept.clone.copies).toEqual([]);
    await bed.serves();
    const more = ['clone', 'start-replica', kept.clone.name];
    const here = await hosts.json<CloneCreatedJson>(...more);
    const there = await hosts.json<CloneCreatedJson>(...more, '--host', 'h3');
    expect([...here.replicas, ...there.replicas].map(({ name, host }) => [name, host])).toEqual([
      ['redis-1-r1', 'h1'],
      ['redis-1-r2', 'h3'],
    ]);
    expect(there.clone.copies).toEqual(['h3']);
    await bed.expectAllExact([...here.replicas, ...there.replicas]);
  });

  test('over a slow link production stands still no longer, and another host takes the place of one that dies', async () => {
    await hosts.at('h2').limit(SLOW_BITS);
    await hosts.at('h3').limit(SLOW_BITS);
    const operation = await bed.begin('--replicas', '1', '--mode', 'external');
    const first = await bed.shipping(operation);
    await hosts.at(first).kill('agent');
    const other = first === 'h2' ? 'h3' : 'h2';
    await expect.poll(() => coordinator.copies(), { timeout: 60_000 }).toEqual([first, other]);
    // The rest need not take its minutes.
    await hosts.at(other).limit(undefined);
    expect(await coordinator.ended(operation)).toMatchObject({
      failure: null,
      results: ['redis-1', 'redis-1-r1'],
    });
    const clone = await hosts.json<CloneCreatedJson['clone']>('clone', 'show', 'redis-1');
    // As long as on the same host, whatever the link.
    expect(clone.suspend.frozenMs).toBeLessThan(MOST_FROZEN_MS);
    await hosts.at(first).restart('agent');
    await hosts.registered();
    const replicas = await coordinator.replicas('redis-1');
    expect(replicas.map(({ host }) => host)).toEqual([other]);
    await bed.expectAllExact(replicas);
  });

  test('a host that dies in the freeze is as one that dies before it: another takes its place', async () => {
    let first = '';
    const operation = await strikeInFreeze(
      () => bed.begin('--replicas', '1', '--mode', 'external'),
      async () => {
        [first = ''] = await coordinator.copies();
        await Promise.all([hosts.at(first).kill('agent'), hosts.at(first).kill('proxy')]);
      },
    );
    expect(await coordinator.ended(operation)).toMatchObject({
      failure: null,
      results: ['redis-1', 'redis-1-r1'],
    });
    const replicas = await coordinator.replicas('redis-1');
    expect(replicas.map(({ host }) => host)).toEqual([first === 'h2' ? 'h3' : 'h2']);
    await Promise.all([hosts.at(first).restart('agent'), hosts.at(first).restart('proxy')]);
    await bed.expectAllExact(replicas);
    await hosts.registered();
  });

  test('the links of production’s host and of the replica’s are cut in the freeze: production resumes, and the clone is made as they are mended', async () => {
    const [h1, h2] = [hosts.at('h1'), hosts.at('h2')];
    const beside = await localClient(h1, bed.redis.address);
    // Once it is answered its connection is accepted, and counts among the descriptors.
    expect(await beside.call('PING')).toBe('PONG');
    const before = fingerprint(bed.redis.pid);
    const operation = await strikeInFreeze(
      () => bed.begin('--replicas', '1', '--host', 'h2'),
      () => Promise.all([h1.cut(), h2.cut()]).then(() => undefined),
    );
    await expectResumed(beside, before);
    beside.close();
    await h1.mend();
    // What is shipped goes to a host that is cut off.
    await coordinator.stepDone(operation, 'freeze');
    await bed.serves();
    await h2.mend();
    expect(await coordinator.ended(operation)).toMatchObject({
      failure: null,
      results: ['redis-1', 'redis-1-r1'],
    });
    await bed.expectAllExact(await coordinator.replicas('redis-1'));
  });

  test('a clone that is asked for again under its request id is made once, wherever its replicas are and whatever became of the first', async () => {
    const h1 = hosts.at('h1');
    const request = { instance: 'redis', replicas: 3, spread: 3, requestId: 'once' };
    const ask = () =>
      coordinator.ask(async (client) => {
        const { operation } = await client.createClone(request, { timeoutMs: 30_000 });
        return operation?.id ?? '';
      });
    const beside = await localClient(h1, bed.redis.address);
    // Once it is answered its connection is accepted, and counts among the descriptors.
    expect(await beside.call('PING')).toBe('PONG');
    const before = fingerprint(bed.redis.pid);
    const first = await strikeInFreeze(
      async () => {
        const [one = '', other] = await Promise.all([ask(), ask()]);
        expect(other).toBe(one);
        return one;
      },
      // Nobody but production's own host knows what becomes of its freeze.
      () => Promise.all([h1.cut(), hosts.control.kill('coordinator')]).then(() => undefined),
    );
    await expectResumed(beside, before);
    beside.close();
    await hosts.control.restart('coordinator');
    await h1.mend();
    await hosts.registered(60_000);
    expect((await coordinator.ended(first)).failure?.reason).toBe('OPERATION_INTERRUPTED');
    const remains = () => ['h1', 'h2', 'h3'].flatMap((host) => bed.remains(host));
    await expect.poll(remains, { timeout: 20_000 }).toEqual([]);
    expect(await coordinator.cloneNames()).toEqual([]);

    const [second = '', again] = await Promise.all([ask(), ask()]);
    expect(again).toBe(second);
    expect(second).not.toBe(first);
    const names = ['redis-1-r1', 'redis-1-r2', 'redis-1-r3'];
    expect((await coordinator.ended(second)).results).toEqual(['redis-1', ...names]);
    await hosts.control.kill('coordinator');
    await hosts.control.restart('coordinator');
    await hosts.registered();
    expect(await ask()).toBe(second);
    expect(await coordinator.cloneNames()).toEqual(['redis-1']);
    const replicas = await coordinator.replicas('redis-1');
    expect(replicas.map(({ name }) => name)).toEqual(names);
    expect(new Set(replicas.map(({ host }) => host))).toEqual(new Set(['h1', 'h2', 'h3']));
    await bed.expectAllExact(replicas);
  });

  test('cancelled while it is shipped, nothing is left on any host', async () => {
    await hosts.at('h2').limit(SLOW_BITS);
    const operation = await bed.begin('--replicas', '1', '--host', 'h2');
    await bed.shipping(operation);
    await hosts.json('operation', 'cancel', operation);
    expect((await coordinator.ended(operation)).state).toBe('OPERATION_STATE_CANCELLED');
    expect(await coordinator.cloneNames()).toEqual([]);
    expect(bed.load.errors).toEqual([]);
  });

  test('a dry run says where replicas would be, and why not elsewhere; nothing is made', async () => {
    const { plan } = await hosts.json<{ plan: { step: string; message: string }[] }>(
      ...['clone', 'create', 'redis', '--replicas', '1', '--mode', 'external', '--host', 'h3', '--dry-run'],
    );
    const told = plan.map(({ message }) => message).join('\n');
    expect(told).toContain('replica: redis-1-r1 on h3');
    expect(told).toContain('host: h2 takes none: Only h3 may be used.');
    expect(await coordinator.cloneNames()).toEqual([]);
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
