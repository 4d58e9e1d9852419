import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FinishedBatch } from '../../../../proxy/log/mod.js';
import { LogPublisher } from '../../../../proxy/log/mod.js';
import { silentLogger } from '../../../../runtime/log/mod.js';
import { connectNats, jetstream, jetstreamManager, startNatsServer } from '../../../../runtime/nats/mod.js';
import type { NatsConnection, RunningNatsServer } from '../../../../runtime/nats/mod.js';
import { describeWithPrograms } from '../../requirements.js';

const STREAM = 'PK_LOG_test';
const SUBJECT = 'parikshan.log.test';
/** The least that nats-server takes. */
const DUPLICATE_WINDOW_MS = 100;
const KILLS = 5;

let folder = '';
let server: RunningNatsServer | undefined;
let connection: NatsConnection | undefined;

const start = (port: number, token?: string) => startNatsServer({ storeDir: folder, port, token });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pk-publisher-'));
});
afterEach(async () => {
  await connection?.close();
  await server?.stop(5000);
  await rm(folder, { recursive: true, force: true });
});

function batch(sequence: number): FinishedBatch {
  const bytes = Buffer.from(`batch ${sequence}`);
  return {
    sequence,
    bytes,
    heldBytes: bytes.length,
    records: 1,
    firstUs: sequence,
    payloadBytes: 1,
    gaps: 0,
    gapBytes: 0,
  };
}

async function publisher(epoch: number, hasRoom?: () => boolean): Promise<LogPublisher> {
  if (connection === undefined) throw new Error('not connected');
  const log = silentLogger();
  const made = new LogPublisher({
    connection,
    stream: STREAM,
    subject: SUBJECT,
    epoch,
    log,
    onAcknowledged: () => undefined,
    hasRoom,
  });
  await made.start();
  return made;
}

describeWithPrograms(['nats-server'], 'the publisher of the log', () => {
  it('goes on behind what a log held before its server was restarted, however old that is', async () => {
    server = await start(0);
    const { port, config } = server;
    connection = await connectNats(config, 'publisher-test');
    const manager = await jetstreamManager(connection);
    await manager.streams.add({
      name: STREAM,
      subjects: [SUBJECT],
      duplicate_window: DUPLICATE_WINDOW_MS * 1e6,
    });
    const first = await publisher(1);
    for (const sequence of [0, 1, 2]) first.add(batch(sequence));
    expect(await first.flushed(5000)).toBe(true);
    await connection.close();
    await server.stop(5000);
    // The window counts from when a message was stored: let it pass, so that the server comes back without its id.
    await new Promise((resolve) => setTimeout(resolve, 2 * DUPLICATE_WINDOW_MS));

    server = await start(port, config.token);
    connection = await connectNats(config, 'publisher-test');
    const second = await publisher(2);
    for (const sequence of [0, 1, 2, 3]) second.add(batch(sequence));
    expect(await second.flushed(5000)).toBe(true);
    expect(second.totals).toMatchObject({ batches: 4, logSequence: 7, lastError: '' });
    first.close();
    second.close();
  });

  it('brings each batch into the log once and in order, however often its server is killed', async () => {
    server = await start(0);
    const { port, config } = server;
    connection = await connectNats(config, 'publisher-test');
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ name: STREAM, subjects: [SUBJECT] });
    const made = await publisher(1);
    let next = 0;
    // Without a pause: whenever the server is killed, batches are on their way.
    const adding = setInterval(() => {
      for (let some = 0; some < 20 && made.pending < 2000; some += 1) made.add(batch(next++));
    }, 1);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const soFar = made.totals.batches;
      await expect.poll(() => made.totals.batches, { timeout: 20_000 }).toBeGreaterThan(soFar + 200);
      process.kill(server.pid, 'SIGKILL');
      await server.ended;
      server = await start(port, config.token);
    }
    clearInterval(adding);
    expect(await made.flushed(20_000)).toBe(true);
    expect(made.totals).toMatchObject({ batches: next, lastError: '' });
    const stored: string[] = [];
    const { state } = await manager.streams.info(STREAM);
    const consumer = await jetstream(connection).consumers.get(STREAM);
    for await (const message of await consumer.fetch({ max_messages: state.messages }))
      stored.push(Buffer.from(message.data).toString());
    expect(stored).toEqual(Array.from({ length: next }, (_, sequence) => `batch ${sequence}`));
    made.close();
  });

  it('waits while the disk has no room, says so, and goes on when it has', async () => {
    server = await start(0);
    connection = await connectNats(server.config, 'publisher-test');
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ name: STREAM, subjects: [SUBJECT] });
    let room = false;
    const made = await publisher(1, () => room);
    for (const sequence of [0, 1]) made.add(batch(sequence));
    expect(made.totals.lastError).toBe('the disk of the log is full');
    expect(made.pending).toBe(2);
    room = true;
    expect(await made.flushed(10_000)).toBe(true);
    expect(made.totals).toMatchObject({ batches: 2, logSequence: 2, lastError: '' });
    made.close();
  });
});
