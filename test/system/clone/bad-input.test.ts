import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RedisClient } from '../../../demo/redis-client.js';
import { describeOnSystem } from '../requirements.js';
import { CloneBench } from './support/bench.js';
import { REDIS_PORT, runRedis } from './support/redis.js';

interface Refusal {
  readonly error: { readonly reason: string; readonly message: string; readonly remedy: string };
}

/** The refusal of `clone create`, its last line on stderr. */
async function refusal(
  bench: CloneBench,
  ...args: string[]
): Promise<Refusal['error'] & { code: number | null }> {
  // The last one counts.
  const { code, stderr } = await bench.cli(['clone', 'create', '--json', '--replicas', '1', ...args]);
  const { error } = JSON.parse(stderr.trim().split('\n').at(-1) ?? '') as Refusal;
  expect(error.remedy).not.toBe('');
  return { ...error, code };
}

describeOnSystem('a clone that cannot be made', () => {
  let bench: CloneBench;

  beforeAll(async () => {
    bench = await CloneBench.start();
    await runRedis(bench);
  });

  afterAll(() => bench?.remove());

  const leftOf = async (clone: string) => (await bench.leftovers()).filter((thing) => thing.includes(clone));

  test('of an instance that is not there', async () => {
    expect(await refusal(bench, 'nobody')).toMatchObject({ code: 1, reason: 'INSTANCE_NOT_FOUND' });
  });

  test('by a name that is taken', async () => {
    await bench.json('clone', 'create', 'redis', '--name', 'taken', '--replicas', '0');
    expect(await refusal(bench, 'redis', '--name', 'taken')).toMatchObject({
      code: 1,
      reason: 'CLONE_EXISTS',
    });
    expect(await bench.json('clone', 'list')).toMatchObject([{ name: 'taken', state: 'ready' }]);
    await bench.json('clone', 'rm', 'taken');
    expect(await leftOf('taken')).toEqual([]);
  });

  test('with more replicas than there are', async () => {
    expect(await refusal(bench, 'redis', '--replicas', '65')).toMatchObject({ code: 2, reason: 'USAGE' });
  });

  test('with more replicas than the memory has room for', async () => {
    const { address } = (await bench.json<{ address: string }[]>('instance', 'list'))[0] ?? { address: '' };
    const client = await RedisClient.connect(address, REDIS_PORT);
    // 64 of them and the images want more than the machine has free.
    const megabytes = Math.ceil(freemem() / 2 ** 20 / 50);
    await client.call('DEBUG', 'POPULATE', String(megabytes), 'filler', String(2 ** 20));
    const refused = await refusal(bench, 'redis', '--name', 'many', '--replicas', '64');
    expect(refused).toMatchObject({ code: 1, reason: 'CHECKS_FAILED' });
    expect(refused.message).toContain('64 replicas need');
    expect(await client.call('PING')).toBe('PONG');
    client.close();
    expect(await leftOf('many')).toEqual([]);
  });

  test('of an instance that is stopped', async () => {
    await bench.json('instance', 'stop', 'redis');
    expect(await refusal(bench, 'redis', '--name', 'late')).toMatchObject({
      code: 1,
      reason: 'INSTANCE_NOT_RUNNING',
    });
    expect(await leftOf('late')).toEqual([]);
    expect(await bench.json('clone', 'list')).toEqual([]);
  });
});

// Where the system has a CRIU of its own it cannot be hidden: roles always look into this folder.
describeOnSystem('a host without CRIU', () => {
  test.skipIf(existsSync('/usr/sbin/criu'))('runs instances, and says why it makes no clone', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'pk-prefix-'));
    const folders = (process.env.PATH ?? '')
      .split(delimiter)
      .filter((folder) => !existsSync(join(folder, 'criu')));
    const bench = await CloneBench.start({ PARIKSHAN_PREFIX: empty, PATH: folders.join(delimiter) });
    try {
      await runRedis(bench);
      const refused = await refusal(bench, 'redis', '--name', 'none');
      expect(refused).toMatchObject({ code: 1, reason: 'CHECKS_FAILED' });
      expect(refused.message).toContain('no CRIU that works');
      expect(`${refused.message} ${refused.remedy}`).toContain('scripts/setup');
      expect((await bench.leftovers()).filter((thing) => thing.includes('none'))).toEqual([]);
    } finally {
      await bench.remove();
      rmSync(empty, { recursive: true });
    }
  });
});
