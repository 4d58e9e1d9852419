import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CloneCreatedJson } from '../../../demo/mod.js';
import { connectNats, jetstream, jetstreamManager, readNatsConfig } from '../../../runtime/nats/mod.js';
import { describeOnSystem } from '../requirements.js';
import { CloneBench, type RunningInstance } from '../clone/support/bench.js';
import { askProduction, askReplica, REDIS_PORT, runRedis } from '../clone/support/redis.js';
import { sendBulk } from './support/bulk.js';
import { CoordinatorView, SHOWS } from './support/coordinator-view.js';
import { SmallDisk } from './support/small-disk.js';
import { SteadyClient } from './support/steady-client.js';

const MIB = 1024 * 1024;
const REQUESTS = 200;
/** Each test waits for replicas, on a machine that may be busy with others. */
const TEST_MS = 400_000;
/** What the state needs while the log may have nothing. */
const STATE_BYTES = 16 * MIB;
/** More than a tap keeps for a log that cannot be written (64 MiB). */
const BULK_BYTES = 90 * MIB;
const PIECE_BYTES = 64 * 1024;
/** So few files that the images of no dump fit, however large they may be. */
const FEW_FILES = 'size=1G,nr_inodes=8';

interface FailureJson {
  readonly error: { readonly reason: string; readonly message: string };
}

describeOnSystem('production while disks are full', () => {
  vi.setConfig({ testTimeout: TEST_MS });
  let bench: CloneBench;
  let redis: RunningInstance;
  let view: CoordinatorView;
  let client: SteadyClient;
  const disks: SmallDisk[] = [];

  beforeAll(async () => {
    bench = await CloneBench.start({}, async ({ stateDir }) => {
      disks.push(await SmallDisk.mount(join(stateDir, 'nats'), 'size=512M'));
    });
    redis = await runRedis(bench);
    view = new CoordinatorView(bench);
    client = SteadyClient.start(redis.address, REDIS_PORT, 3);
  });

  afterAll(async () => {
    await client?.stop();
    view?.close();
    // A purge begins with an orderly end, for which the state wants room.
    for (const disk of disks) await disk.empty();
    await bench?.cli(['down']);
    for (const disk of disks) await disk.unmount();
    await bench?.remove();
  });

  async function expectUnharmed(fault: string): Promise<void> {
    await expect.poll(() => client.requests, SHOWS).toBeGreaterThan(REQUESTS);
    const seen = client.take();
    console.info(
      `${fault}: ${seen.requests} requests, p50 ${seen.p50Ms.toFixed(1)} ms, p99 ${seen.p99Ms.toFixed(1)} ms, ` +
        `longest ${seen.longestMs.toFixed(0)} ms`,
    );
    expect(seen).toMatchObject({ failures: [], wrong: [] });
  }

  async function expectCloneFails(reason: string, words: RegExp): Promise<void> {
    const { code, stderr } = await bench.cli([
      'clone',
      'create',
      'redis',
      '--json',
      '--replicas',
      '1',
      '--name',
      'failing',
    ]);
    expect(code, stderr).toBe(1);
    const { error } = JSON.parse(stderr.trim().split('\n').at(-1) ?? '') as FailureJson;
    expect(error.reason).toBe(reason);
    expect(error.message).toMatch(words);
    const ofClone = async () => (await bench.leftovers()).filter((thing) => thing.includes('failing'));
    await expect.poll(ofClone, SHOWS).toEqual([]);
  }

  async function expectEqual(replica: string): Promise<void> {
    await client.whileQuiet(async () => {
      expect((await view.caughtUp(replica)).replay).toMatchObject({ recordsLost: 0 });
      expect(await askReplica(bench, replica, 'DEBUG', 'DIGEST')).toBe(
        await askProduction(redis, 'DEBUG', 'DIGEST'),
      );
    });
  }

  /** Fills the disk, and writes into JetStream until it takes no more. nats-server 2.9 does not survive that: it answers nobody any more. */
  async function writeIntoFullDisk(): Promise<void> {
    const nats = await connectNats(await readNatsConfig(join(bench.runDir, 'nats.json')), 'test');
    try {
      await (await jetstreamManager(nats)).streams.add({ name: 'TEST_FULL', subjects: ['test.full'] });
      await disks[0]!.fill(0);
      const js = jetstream(nats);
      for (;;) await js.publish('test.full', Buffer.alloc(PIECE_BYTES), { timeout: 5_000 });
    } catch (error) {
      console.info(`JetStream refused: ${String(error)}`);
    } finally {
      // A good-bye would wait for an answer.
      void nats.close().catch(() => undefined);
    }
  }

  test('no room for images, before the freeze and in the middle of the dump', async () => {
    const images = join(bench.runDir, 'images');
    const tiny = await SmallDisk.mount(images, 'size=1M');
    await expectCloneFails('CHECKS_FAILED', /image area has room for/);
    await tiny.unmount();
    await expectUnharmed('the image area has no room');
    const few = await SmallDisk.mount(images, FEW_FILES);
    await expectCloneFails('DUMP_FAILED', /No space left on device/);
    await few.unmount();
    await expectUnharmed('the image area is full in the middle of the dump');
  });

  test('the disk of the log is full', async () => {
    const created = await bench.json<CloneCreatedJson>(
      'clone',
      'create',
      'redis',
      '--order',
      'causal',
      '--replicas',
      '1',
    );
    const [replica] = created.replicas.map(({ name }) => name);
    await expectEqual(replica!);
    client.take();
    await disks[0]!.fill(STATE_BYTES);
    const lastError = async () => (await view.instance('redis')).capture?.lastError;
    await expect.poll(lastError, SHOWS).toBe('the disk of the log is full');
    await sendBulk(redis.address, REDIS_PORT, BULK_BYTES);
    await expectUnharmed('the disk of the log is full');
    await disks[0]!.empty();
    await expect.poll(lastError, SHOWS).toBe('');
    await expect.poll(async () => (await view.instance('redis')).capture?.gaps, SHOWS).toBeGreaterThan(0);
    await view.shows(
      replica!,
      'FOLLOWING',
      /Not faithful: .* from byte \d+ toward the instance are not in the log/,
    );
    await bench.json('clone', 'create', 'redis', '--order', 'causal', '--replicas', '1', '--name', 'fresh');
    await expectEqual('fresh-r1');
    await expectUnharmed('room again');
  });

  test('its last byte is taken, and what locks up then is started again', async () => {
    client.take();
    await writeIntoFullDisk();
    await expectUnharmed('no byte left for the state');
    await disks[0]!.empty();
    const dryRun = async () =>
      (await bench.cli(['clone', 'create', 'redis', '--replicas', '0', '--dry-run', '--json'])).code;
    await expect.poll(dryRun, SHOWS).toBe(0);
    await expectEqual('fresh-r1');
    await expectUnharmed('the state can be written again');
  });
});
