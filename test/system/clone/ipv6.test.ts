import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CloneCreatedJson, ReplicaJson } from '../../../demo/product.js';
import { RedisClient } from '../../../demo/redis-client.js';
import { watchUntil } from '../../../demo/watch.js';
import { ipv6Absence } from '../../../agent/network/mod.js';
import { askInside, askReplica as inReplica, TELL_STATE } from '../applications/support/probe.js';
import { describeOnSystem } from '../requirements.js';
import { CloneBench, type RunningInstance } from './support/bench.js';
import { LineClient, runDualStackServer } from './support/dual-stack-server.js';
import { MixedLoad } from './support/mixed-load.js';
import { askProduction, askReplica, clientsSeen, REDIS_PORT, runRedis } from './support/redis.js';

/** Connections of each family. */
const CONNECTIONS = 5;
/** Requests before the clone, and after it. */
const REQUESTS = 3_000;

interface InstanceJson {
  readonly address: string;
  readonly address6: string | null;
}

const absence = await ipv6Absence();

/** The only replica of a clone, once it was fed everything and has said what production said. */
async function followed(bench: CloneBench, created: CloneCreatedJson): Promise<string> {
  const name = created.replicas[0]?.name ?? '';
  const caughtUp = ({ replay }: ReplicaJson) => replay?.caughtUp === true;
  const status = await watchUntil(bench.product, name, 'caught up', caughtUp, 60_000);
  expect(status).toMatchObject({
    state: 'following',
    replay: {
      faithful: true,
      recordsLost: 0,
      firstDivergence: null,
      divergences: 0,
      connectionsCarried: created.clone.connections,
    },
  });
  return name;
}

describeOnSystem(`clients over IPv6${absence === undefined ? '' : ` (skipped: ${absence})`}`, () => {
  let bench: CloneBench;
  const ends: (() => void)[] = [];

  beforeAll(async () => {
    bench = await CloneBench.start();
  });

  afterAll(async () => {
    for (const end of ends) end();
    await bench?.remove();
  });

  /** Of both families. */
  const hosts = ({ address, address6 }: RunningInstance) => [address, address6 ?? ''];

  test.skipIf(absence !== undefined)(
    'of a Redis that listens on both: they go on in the replica, in one order with those over IPv4',
    async () => {
      const redis = await runRedis(bench);
      const shown = await bench.json<InstanceJson>('instance', 'show', 'redis');
      expect(shown.address6).toBe(redis.address6);
      expect(redis.address6).toMatch(/^fd3e:8ac7:[0-9a-f]{1,4}::\d+$/);
      const [listed] = await bench.json<InstanceJson[]>('instance', 'list');
      expect(listed?.address6).toBe(redis.address6);

      const held: RedisClient[] = [];
      const loads: MixedLoad[] = [];
      for (const host of hosts(redis)) {
        const client = await RedisClient.connect(host, REDIS_PORT);
        held.push(client);
        ends.push(() => client.close());
        await client.call('CLIENT', 'SETNAME', 'held');
        await client.call('MULTI');
        await client.call('INCR', 'held:count');
        loads.push(await MixedLoad.start(host, REDIS_PORT, CONNECTIONS));
      }
      const reach = async (more: number) => {
        const from = loads.map(({ commands }) => commands);
        const least = () => Math.min(...loads.map(({ commands }, index) => commands - (from[index] ?? 0)));
        await expect.poll(least, { timeout: 60_000 }).toBeGreaterThan(more);
      };
      await reach(REQUESTS);
      const created = await bench.json<CloneCreatedJson>('clone', 'create', 'redis', '--replicas', '1');
      expect(created.clone.connections).toBe(2 * CONNECTIONS + 2);
      for (const client of held) expect(await client.call('EXEC')).toEqual([expect.any(Number)]);
      for (const host of hosts(redis)) {
        const late = await RedisClient.connect(host, REDIS_PORT);
        ends.push(() => late.close());
        await late.call('CLIENT', 'SETNAME', 'late');
        await late.call('INCR', 'late:count');
      }
      await reach(REQUESTS);
      for (const load of loads) {
        await load.stop();
        expect(load.errors).toEqual([]);
      }

      const replica = await followed(bench, created);
      const digest = await askProduction(redis, 'DEBUG', 'DIGEST');
      expect(await askReplica(bench, replica, 'DEBUG', 'DIGEST')).toBe(digest);
      expect(await askReplica(bench, replica, 'MGET', 'held:count', 'late:count')).toBe('2\n2');
      const inProduction = clientsSeen(await askProduction(redis, 'CLIENT', 'LIST'));
      expect(inProduction.map((client) => client.replace(/:\d+ /, ' ')).sort()).toEqual(
        hosts(redis)
          .map((address) => address.replace(/\d+$/, '1'))
          .flatMap((gateway) => (gateway.includes(':') ? `[${gateway}]` : gateway))
          .flatMap((gateway) => [`${gateway} held`, `${gateway} late`])
          .sort(),
      );
      const seen = async () => clientsSeen(await askReplica(bench, replica, 'CLIENT', 'LIST'));
      await expect.poll(seen, { timeout: 20_000 }).toEqual(inProduction);
    },
  );

  test.skipIf(absence !== undefined)(
    'of one listener for both families: mapped addresses stay mapped, and a line goes on at the byte where it was cut',
    async () => {
      const dual = await runDualStackServer(bench);
      const clients: LineClient[] = [];
      const dial = async () => {
        for (const host of hosts(dual)) clients.push(await LineClient.connect(host));
        return clients.slice(-2);
      };
      ends.push(() => clients.forEach((client) => client.close()));
      const held = await dial();
      for (let pair = 0; pair < CONNECTIONS; pair += 1) await dial();
      let stopped = false;
      const asking = clients
        .filter((client) => !held.includes(client))
        .map((client) => client.keepAsking(() => stopped));
      const failed = Promise.all(asking).then(() => undefined);
      const lines = () => clients.reduce((sum, client) => sum + client.lines, 0);
      await expect.poll(lines, { timeout: 60_000 }).toBeGreaterThan(REQUESTS);
      for (const client of held) client.say('half of ');

      const created = await bench.json<CloneCreatedJson>('clone', 'create', 'dual', '--replicas', '1');
      expect(created.clone.connections).toBe(2 * CONNECTIONS + 2);
      for (const client of held) {
        client.say('a line\n');
        expect(await client.hear()).toMatch(new RegExp(`^${client.ends} \\d+ half of a line$`));
      }
      for (const client of await dial()) {
        client.say('late\n');
        expect(await client.hear()).toMatch(new RegExp(`^${client.ends} \\d+ late$`));
      }
      const soFar = lines();
      await expect.poll(lines, { timeout: 60_000 }).toBeGreaterThan(soFar + REQUESTS);
      stopped = true;
      await failed;

      // Every answer names its client as the replica's kernel does: no divergence means that they are the same.
      const replica = await followed(bench, created);
      const state = await askInside(dual, ...TELL_STATE);
      expect(JSON.parse(state)).toMatchObject({
        lines: lines(),
        peers: clients.map((client) => client.ends).sort(),
      });
      expect(await inReplica(bench, replica, ...TELL_STATE)).toBe(state);
    },
  );
});

describeOnSystem('an installation that wants no IPv6', () => {
  let bench: CloneBench;

  beforeAll(async () => {
    bench = await CloneBench.start({ PARIKSHAN_INSTANCE_NETWORK6: 'none' });
  });

  afterAll(() => bench?.remove());

  test('clones and follows over IPv4, and a replica has as little IPv6 as production', async () => {
    const dual = await runDualStackServer(bench);
    expect(dual.address6).toBeNull();
    const client = await LineClient.connect(dual.address);
    try {
      client.say('half of ');
      const created = await bench.json<CloneCreatedJson>('clone', 'create', 'dual', '--replicas', '1');
      client.say('a line\n');
      expect(await client.hear()).toMatch(/ 1 half of a line$/);
      const replica = await followed(bench, created);
      const interfaces = ['sh', '-c', 'cat /proc/net/if_inet6 || true'];
      expect(await askInside(dual, ...interfaces)).toBe('');
      expect(await inReplica(bench, replica, ...interfaces)).toBe('');
    } finally {
      client.close();
    }
  });
});
