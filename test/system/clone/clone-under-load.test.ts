import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CloneCreatedJson, ReplicaJson } from '../../../demo/product.js';
import { RedisClient } from '../../../demo/redis-client.js';
import { watchUntil } from '../../../demo/watch.js';
import { connectNats, jetstreamManager, readNatsConfig } from '../../../runtime/nats/mod.js';
import { describeOnSystem } from '../requirements.js';
import { CloneBench, type RunningInstance } from './support/bench.js';
import { MixedLoad } from './support/mixed-load.js';
import { askProduction, askReplica, clientsSeen, REDIS_PORT, runRedis } from './support/redis.js';

const LOAD_CONNECTIONS = 20;
/** Commands before the clone, and after it. */
const LOAD_COMMANDS = 10_000;

interface InstanceJson {
  readonly capture: { readonly readsRecorded: boolean; readonly readsLost: number; readonly gaps: number };
}

describeOnSystem('a Redis that is cloned while it serves', () => {
  let bench: CloneBench;
  let redis: RunningInstance;
  let load: MixedLoad | undefined;
  let held: RedisClient | undefined;
  let late: RedisClient | undefined;
  let created: CloneCreatedJson;

  beforeAll(async () => {
    bench = await CloneBench.start();
    redis = await runRedis(bench);
  });

  afterAll(async () => {
    await load?.stop();
    held?.close();
    late?.close();
    await bench?.remove();
  });

  const replicaNames = () => created.replicas.map(({ name }) => name);

  async function streamNames(): Promise<string[]> {
    const nats = await connectNats(await readNatsConfig(join(bench.runDir, 'nats.json')), 'test');
    const names: string[] = [];
    for await (const name of (await jetstreamManager(nats)).streams.names()) names.push(name);
    await nats.close();
    return names;
  }

  test('its open connections are in the cut, and its clients notice nothing', async () => {
    held = await RedisClient.connect(redis.address, REDIS_PORT);
    await held.call('CLIENT', 'SETNAME', 'held');
    await held.call('MULTI');
    await held.call('INCR', 'held:count');
    load = await MixedLoad.start(redis.address, REDIS_PORT, LOAD_CONNECTIONS);
    await expect.poll(() => load?.commands, { timeout: 30_000 }).toBeGreaterThan(LOAD_COMMANDS);
    created = await bench.json<CloneCreatedJson>('clone', 'create', 'redis', '--replicas', '2');
    expect(created.clone.connections).toBe(LOAD_CONNECTIONS + 1);
    expect(await held.call('EXEC')).toEqual([1]);
    late = await RedisClient.connect(redis.address, REDIS_PORT);
    await late.call('CLIENT', 'SETNAME', 'late');
    expect(await late.call('INCR', 'late:count')).toBe(1);
    const soFar = load.commands;
    await expect.poll(() => load?.commands, { timeout: 30_000 }).toBeGreaterThan(soFar + LOAD_COMMANDS);
    await load.stop();
    expect(load.errors).toEqual([]);
  });

  test('both replicas follow it exactly', async () => {
    const digest = await askProduction(redis, 'DEBUG', 'DIGEST');
    expect(digest).toMatch(/^[0-9a-f]{40}$/);
    const { capture } = await bench.json<InstanceJson>('instance', 'show', 'redis');
    expect(capture.gaps).toBe(0);
    for (const name of replicaNames()) {
      const caughtUp = ({ replay }: ReplicaJson) => replay?.caughtUp === true;
      const status = await watchUntil(bench.product, name, 'caught up', caughtUp, 60_000);
      expect(status).toMatchObject({ state: 'following', replay: { recordsLost: 0 } });
      if (capture.readsRecorded && capture.readsLost === 0) {
        expect(status.replay).toMatchObject({ faithful: true, divergences: 0, lateDeliveries: 0 });
      }
      expect(await askReplica(bench, name, 'DEBUG', 'DIGEST')).toBe(digest);
      expect(await askReplica(bench, name, 'GET', 'held:count')).toBe('1');
    }
  });

  test('a replica sees its clients at the addresses and ports that production sees', async () => {
    const inProduction = clientsSeen(await askProduction(redis, 'CLIENT', 'LIST'));
    expect(inProduction).toEqual([
      expect.stringMatching(new RegExp(`:(${held?.localPort}|${late?.localPort}) (held|late)$`)),
      expect.stringMatching(new RegExp(`:(${held?.localPort}|${late?.localPort}) (held|late)$`)),
    ]);
    for (const name of replicaNames()) {
      const seen = async () => clientsSeen(await askReplica(bench, name, 'CLIENT', 'LIST'));
      // The load's connections end in a replica when their end is replayed.
      await expect.poll(seen, { timeout: 20_000 }).toEqual(inProduction);
    }
  });

  test('nothing of the clone is left when it is removed, and nothing at all after the instance', async () => {
    await bench.json('clone', 'rm', created.clone.name);
    expect(await bench.json('replica', 'list')).toEqual([]);
    expect((await bench.leftovers()).filter((thing) => /replica|clone|image|-r1|-r2/.test(thing))).toEqual(
      [],
    );
    expect(await late?.call('INCR', 'late:count')).toBe(2);
    await bench.json('instance', 'rm', 'redis', '--force');
    expect(await bench.leftovers()).toEqual([]);
    expect((await streamNames()).filter((name) => name.startsWith('PK_LOG_'))).toEqual([]);
  });
});
