import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CloneCreatedJson } from '../../../demo/mod.js';
import { describeOnSystem } from '../requirements.js';
import { CloneBench, type RunningInstance } from '../clone/support/bench.js';
import { askProduction, askReplica, REDIS_PORT, runRedis } from '../clone/support/redis.js';
import { sendBulk } from './support/bulk.js';
import { CoordinatorView, SHOWS } from './support/coordinator-view.js';
import { holdNatsDown, pidOf } from './support/nats-outage.js';
import { SteadyClient, type SeenByClient } from './support/steady-client.js';

const MIB = 1024 * 1024;
const CONNECTIONS = 3;
/** Requests that production must have answered during each fault. */
const REQUESTS = 200;
/** Each test waits for the healthy replica, on a machine that may be busy with others. */
const TEST_MS = 400_000;
/** Six replicas, five of them with a fault. */
const REPLICAS = 6;
/** Replica 1 has no fault and must stay equal through all of it. */
const HEALTHY = 'all-r1';
const STOPPED = 'all-r4';
/** The log holds 16 MiB and a replayer reads 32 MiB ahead: behind by more, a replica is overrun. */
const BULK_BYTES = 64 * MIB;
const BULK_PART_BYTES = 4 * MIB;
const OUTAGE_MS = 10_000;

describeOnSystem('production with replicas that fail', () => {
  vi.setConfig({ testTimeout: TEST_MS });
  let bench: CloneBench;
  let redis: RunningInstance;
  let view: CoordinatorView;
  let client: SteadyClient;

  beforeAll(async () => {
    bench = await CloneBench.start();
    redis = await runRedis(bench);
    view = new CoordinatorView(bench);
    client = SteadyClient.start(redis.address, REDIS_PORT, CONNECTIONS);
  });

  afterAll(async () => {
    await client?.stop();
    view?.close();
    await bench?.remove();
  });

  /** Production has gone on answering, and no client has seen anything but that. */
  async function expectUnharmed(fault: string): Promise<SeenByClient> {
    await expect.poll(() => client.requests, SHOWS).toBeGreaterThan(REQUESTS);
    const seen = client.take();
    console.info(
      `${fault}: ${seen.requests} requests, p50 ${seen.p50Ms.toFixed(1)} ms, p99 ${seen.p99Ms.toFixed(1)} ms, ` +
        `longest ${seen.longestMs.toFixed(0)} ms`,
    );
    expect(seen).toMatchObject({ failures: [], wrong: [] });
    return seen;
  }

  async function expectEqual(replica: string): Promise<void> {
    await client.whileQuiet(async () => {
      const { replay } = await view.caughtUp(replica);
      expect(replay).toMatchObject({ recordsLost: 0 });
      expect(await askReplica(bench, replica, 'DEBUG', 'DIGEST')).toBe(
        await askProduction(redis, 'DEBUG', 'DIGEST'),
      );
    });
  }

  async function pidOfReplica(name: string): Promise<number> {
    return (await view.replica(name)).detail?.pid ?? 0;
  }

  test('each replica with a fault of its own, and one without', async () => {
    await expectUnharmed('before the clone');
    const more = [
      '--name',
      'all',
      '--order',
      'causal',
      '--replica-memory',
      '128M',
      '--patience',
      '1s',
      '--log-size',
      '16M',
    ];
    const created = await bench.json<CloneCreatedJson>(
      ...['clone', 'create', 'redis', '--replicas', String(REPLICAS), ...more],
    );
    expect(created.replicas.map(({ state }) => state)).toEqual(Array(REPLICAS).fill('following'));
    await expectUnharmed('the clone');

    process.kill(await pidOfReplica('all-r2'), 'SIGKILL');
    // More than its limit: whoever asks for it hears no answer any more.
    await askReplica(bench, 'all-r3', 'DEBUG', 'POPULATE', '1000000', 'hunger', '1000').catch(
      () => undefined,
    );
    process.kill(await pidOfReplica(STOPPED), 'SIGSTOP');
    await askReplica(bench, 'all-r5', 'CLIENT', 'PAUSE', '3600000', 'ALL');
    // Every write is answered by an error that production never gave.
    await askReplica(bench, 'all-r6', 'CONFIG', 'SET', 'maxmemory', '1');

    await view.shows('all-r2', 'EXITED', /It was killed by SIGKILL/);
    await view.shows('all-r3', 'EXITED', /its memory limit was reached/);
    await view.shows(STOPPED, 'FOLLOWING', /1 of its 1 processes are stopped/);
    await view.shows('all-r5', 'FOLLOWING', /differs from production on .*\(missing\)/);
    await view.shows(
      'all-r6',
      'FOLLOWING',
      /differs from production on \d+ connections, the first at byte \d+ .*\(bytes\)/,
    );
    await expectUnharmed('five replicas fail');
    await expectEqual(HEALTHY);
  });

  test('a replica that the log has moved past says at which message, and lives', async () => {
    client.take();
    for (let sent = 0; sent < BULK_BYTES; sent += BULK_PART_BYTES) {
      await sendBulk(redis.address, REDIS_PORT, BULK_PART_BYTES);
      // The healthy one keeps up: it is not the log that is too small for it.
      const behind = async () => (await view.replica(HEALTHY)).replay?.lagBytes;
      await expect.poll(behind, SHOWS).toBeLessThan(BULK_PART_BYTES);
    }
    const { replay } = await view.shows(STOPPED, 'OVERRUN', /needs message \d+, the oldest kept is \d+/);
    expect(replay).toMatchObject({ state: 'REPLAY_STATE_OVERRUN', faithful: false });
    process.kill(await pidOfReplica(STOPPED), 'SIGCONT');
    expect(await askReplica(bench, STOPPED, 'PING')).toBe('PONG');
    await expectUnharmed('64 MiB past a stopped replica');
    await expectEqual(HEALTHY);
  });

  test('nats-server away for ten seconds', async () => {
    client.take();
    const { capture: before } = await view.instance('redis');
    const comeBack = await holdNatsDown(bench);
    const away = delay(OUTAGE_MS);
    await view.shows(HEALTHY, 'FOLLOWING', /It waits: the log cannot be read/);
    await view.shows(HEALTHY, 'FOLLOWING', /The tap holds [\d,]+ records, the oldest [\d.]+ s old/);
    const held = (await view.instance('redis')).capture;
    expect(held).toMatchObject({ lastError: 'not connected to NATS' });
    expect(held?.backlogRecords).toBeGreaterThan(REQUESTS);
    expect(held?.backlogBytes).toBeGreaterThan(held?.backlogRecords ?? Infinity);
    expect(held?.backlogSeconds).toBeGreaterThan(1);
    await away;
    await comeBack();
    await expectUnharmed('nats-server away');
    await expectEqual(HEALTHY);
    const { capture } = await view.instance('redis');
    expect(capture).toMatchObject({ gaps: before?.gaps, lastError: '' });
    expect(capture?.backlogSeconds).toBeLessThan(1);
    expect(await view.replica(HEALTHY)).toMatchObject({
      reason: '',
      replay: { faithful: true, divergences: 0 },
    });
  });

  test('the proxy killed', async () => {
    client.take();
    process.kill(await pidOf(bench, 'proxy'), 'SIGKILL');
    const detached = await view.shows(
      HEALTHY,
      'DETACHED',
      /The proxy of \S+ was restarted.*message \d+ of the log/,
    );
    expect(detached.remedy).toContain('parikshan clone create redis');
    await view.shows('all-r2', 'EXITED', /It was killed by SIGKILL/);
    expect(await askReplica(bench, HEALTHY, 'PING')).toBe('PONG');
    const captured = async () => (await view.instance('redis')).capture?.running;
    await expect.poll(captured, SHOWS).toBe(true);
    await expectUnharmed('the proxy killed');
    await bench.json('clone', 'create', 'redis', '--replicas', '1', '--name', 'fresh');
    await expectEqual('fresh-r1');
    await expectUnharmed('a fresh clone');
  });
});
