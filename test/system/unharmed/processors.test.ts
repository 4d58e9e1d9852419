import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { RedisClient } from '../../../demo/redis-client.js';
import { cpuLayout } from '../../../proxy/processor-share/cpu-group.js';
import { proxyGroup } from '../../../runtime/cgroup/mod.js';
import { describeOnSystem } from '../requirements.js';
import { CloneBench, type RunningInstance } from '../clone/support/bench.js';
import { REDIS_PORT, runRedis } from '../clone/support/redis.js';
import { sendBulk } from './support/bulk.js';
import { CoordinatorView, SHOWS } from './support/coordinator-view.js';
import { pidOf } from './support/nats-outage.js';

const MIB = 1024 * 1024;
/** Two packets each: as many as the tap takes to have its code compiled, and some. */
const REQUESTS = 30_000;
const ASKING = 4;
/** More than the sixteenth of its ring (8 MiB) that makes it ask for processors, less than the ring. */
const BULK_BYTES = 40 * MIB;

/** No process has it: pid_max is 2^22 at most. */
const NO_PID = 99_999_998;

const layout = cpuLayout();

describeOnSystem('the processors of a host with a tap', () => {
  vi.setConfig({ testTimeout: 200_000 });
  let bench: CloneBench;
  let redis: RunningInstance;
  let view: CoordinatorView;
  let proxy: number;

  beforeAll(async () => {
    bench = await CloneBench.start();
    redis = await runRedis(bench);
    view = new CoordinatorView(bench);
    proxy = await pidOf(bench, 'proxy');
  });

  afterAll(async () => {
    view?.close();
    await bench?.remove();
  });

  const weight = () => readFileSync(join(proxyGroup(layout!.root, proxy), layout!.file), 'utf8').trim();

  async function ask(times: number): Promise<void> {
    const client = await RedisClient.connect(redis.address, REDIS_PORT);
    try {
      for (let i = 0; i < times; i += 1) await client.call('INCR', 'asked');
    } finally {
      client.close();
    }
  }

  test.skipIf(layout === undefined)(
    'go to production first, and to the tap when it would lose packets',
    async () => {
      await bench.json('clone', 'create', 'redis', '--replicas', '0', '--name', 'tapped');
      expect(weight()).toBe(layout!.weights.normal);

      await Promise.all(Array.from({ length: ASKING }, () => ask(REQUESTS / ASKING)));
      await expect.poll(weight, SHOWS).toBe(layout!.weights.low);

      // As if it did not get a processor at all.
      process.kill(proxy, 'SIGSTOP');
      await sendBulk(redis.address, REDIS_PORT, BULK_BYTES);
      expect(weight()).toBe(layout!.weights.low);
      process.kill(proxy, 'SIGCONT');
      await expect.poll(weight, { ...SHOWS, interval: 20 }).toBe(layout!.weights.normal);
      await expect.poll(weight, SHOWS).toBe(layout!.weights.low);
      const { capture } = await view.instance('redis');
      expect(capture).toMatchObject({ running: true, ringDrops: 0, gaps: 0 });

      await bench.json('clone', 'rm', 'tapped');
      await expect.poll(weight, SHOWS).toBe(layout!.weights.normal);
    },
  );

  test.skipIf(layout === undefined)(
    'are not divided for a proxy that was killed, once all is removed',
    async () => {
      const left = proxyGroup(layout!.root, NO_PID);
      mkdirSync(left);
      await bench.remove();
      expect(existsSync(left)).toBe(false);
    },
  );
});
