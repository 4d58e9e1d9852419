import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tracksMemory } from '../../../agent/probes/mod.js';
import type { CloneCreatedJson } from '../../../demo/product.js';
import { RedisClient } from '../../../demo/redis-client.js';
import { describeOnSystem } from '../requirements.js';
import { CloneBench, type RunningInstance } from './support/bench.js';
import { askReplica, REDIS_PORT, runRedis } from './support/redis.js';

/** More memory than would be dumped without rounds ahead. */
const KEYS = 1_000;
const VALUE_BYTES = 150_000;

interface CreatedJson extends CloneCreatedJson {
  readonly operation: { readonly id: string };
  readonly clone: CloneCreatedJson['clone'] & {
    readonly name: string;
    readonly preDump: { readonly rounds: number; readonly bytes: number; readonly why: string };
  };
}

interface CheckJson {
  readonly name: string;
  readonly ok: boolean;
  readonly blocking: boolean;
}

/** The agent is told that the kernel tracks memory. Where that is so rounds are made; where not, CRIU refuses, and that is seen here. */
describeOnSystem('memory copied ahead of the freeze', () => {
  let bench: CloneBench;
  let redis: RunningInstance;
  let client: RedisClient;
  let tracked: boolean;

  beforeAll(async () => {
    tracked = await tracksMemory({});
    bench = await CloneBench.start({ PARIKSHAN_TEST_MEMORY_TRACKED: '1' });
    redis = await runRedis(bench);
    client = await RedisClient.connect(redis.address, REDIS_PORT);
    await client.call('DEBUG', 'POPULATE', String(KEYS), 'filler', String(VALUE_BYTES));
    await client.call('SET', 'written', 'before');
  });

  afterAll(async () => {
    client?.close();
    await bench?.remove();
  });

  test('is built upon, or the clone is made without and says why', async () => {
    const create = ['clone', 'create', 'redis', '--json', '--progress', 'plain', '--replicas', '1'];
    const { code, stdout, stderr } = await bench.cli(create);
    expect(code, stderr).toBe(0);
    const { clone, replicas } = JSON.parse(stdout) as CreatedJson;
    const folder = join(bench.runDir, 'images', clone.name, 'pre-1');
    if (tracked) {
      expect(clone.preDump.rounds).toBeGreaterThan(0);
      expect(clone.preDump.bytes).toBeGreaterThan(KEYS * VALUE_BYTES);
    } else {
      expect(clone.preDump).toMatchObject({ rounds: 0, bytes: 0 });
      expect(clone.preDump.why).toMatch(/^round 1 failed: .*(track|dirty)/i);
    }
    expect(existsSync(folder)).toBe(tracked);
    expect(stderr).toContain(
      tracked ? 'were copied ahead' : `no memory was copied ahead: ${clone.preDump.why}`,
    );

    expect(await client.call('SET', 'written', 'after')).toBe('OK');
    const replica = replicas[0]?.name ?? '';
    await expect.poll(() => askReplica(bench, replica, 'GET', 'written'), { timeout: 20_000 }).toBe('after');
    const lengths = await askReplica(bench, replica, 'STRLEN', `filler:${KEYS - 1}`);
    expect(Number(lengths)).toBe(VALUE_BYTES);
  });

  test('leaves nothing when the clone goes', async () => {
    for (const { name } of await bench.json<{ name: string }[]>('clone', 'list'))
      await bench.json('clone', 'rm', name);
    expect((await bench.leftovers()).filter((thing) => thing.includes('/images/'))).toEqual([]);
  });

  test('is spoken of by doctor, and hinders no clone where it cannot be', async () => {
    const { stdout } = await bench.cli(['doctor', '--json']);
    const { checks } = JSON.parse(stdout) as { checks: CheckJson[] };
    expect(checks.find(({ name }) => name === 'pre-dump')).toMatchObject({ blocking: false });
  });
});
