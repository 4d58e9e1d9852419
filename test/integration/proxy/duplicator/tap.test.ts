import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTap, type Tap, type TapOptions } from '../../../../proxy/duplicator/mod.js';
import { readEventsObstacle } from '../../../../runtime/bpf/mod.js';
import { silentLogger } from '../../../../runtime/log/mod.js';
import { clockMonotonicUs } from '../../../../runtime/linux/mod.js';
import {
  connectNats,
  jetstreamManager,
  startNatsServer,
  type RunningNatsServer,
} from '../../../../runtime/nats/mod.js';
import {
  ADDRESSES,
  connectionsOf,
  isRoot,
  PORT,
  readLog,
  WireLab,
  type LoggedConnection,
} from './wire-lab.js';
import type { Talk } from './talk-client.js';

const TOKEN = 'tap-test';
const tellsOfReads = isRoot && readEventsObstacle() === undefined;
const lab = new WireLab('a');
let folder: string;
let server: RunningNatsServer;
let streams = 0;

async function startNats(port = 0): Promise<RunningNatsServer> {
  return startNatsServer({ storeDir: path.join(folder, 'nats'), port, token: TOKEN, diesWithParent: true });
}

async function newStream(): Promise<{ stream: string; subject: string }> {
  streams += 1;
  const [stream, subject] = [`TAP_${streams}`, `tap.test.${streams}`];
  const nats = await connectNats(server.config, 'tap test');
  const manager = await jetstreamManager(nats);
  await manager.streams.add({ name: stream, subjects: [subject] });
  await nats.close();
  return { stream, subject };
}

async function tapOf(
  stream: { stream: string; subject: string },
  more: Partial<TapOptions> = {},
): Promise<Tap> {
  return startTap({
    instance: 'lab',
    interface: lab.interface,
    networkNamespace: lab.hostNamespace,
    addresses: Object.values(ADDRESSES),
    nats: server.config,
    log: silentLogger(),
    ...stream,
    ...more,
  });
}

/**
 * The log holds what the client sent and got; after a reset, at least what must have been there.
 * A network that loses packets may lose a reset as well, and nobody sends one again: `resetsArrive` is false there.
 */
function expectSame(
  talks: readonly Talk[],
  logged: Map<number, LoggedConnection>,
  { resetsArrive = true } = {},
): void {
  for (const talk of talks) {
    const connection = logged.get(talk.port)!;
    expect(connection.gapBytes).toBe(0);
    const kinds = connection.records.map(({ kind }) => kind);
    expect(kinds.slice(0, 2)).toEqual(['open', 'accept']);
    if (talk.mode === 0) {
      expect(connection.bytes('in')).toHaveLength(talk.sentBytes);
      expect(connection.hash('in')).toBe(talk.sent);
      expect(connection.bytes('out')).toHaveLength(talk.gotBytes);
      expect(connection.hash('out')).toBe(talk.got);
      expect(kinds.filter((kind) => kind === 'end')).toHaveLength(2);
    } else {
      const got = connection.bytes('out').subarray(0, talk.gotBytes);
      expect(createHash('md5').update(got).digest('hex')).toBe(talk.got);
      const wasReset = talk.mode === 3 || (talk.mode === 1 && talk.sentBytes > 5000);
      if (wasReset && resetsArrive) expect(kinds.at(-1)).toBe('reset');
    }
  }
}

describe.skipIf(!isRoot)('the tap', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'pktap-'));
    server = await startNats();
    await lab.create();
  });
  afterAll(async () => {
    await server.stop(2000);
    lab.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['v4', 'v6'] as const)('records everything both ends said, over %s', async (family) => {
    const stream = await newStream();
    const tap = await tapOf(stream);
    const talks = await lab.talk(ADDRESSES[family], 40, 400_000, 1);
    await tap.stop();
    expect(await tap.closed).toBeUndefined();
    const batches = await readLog(server.config, stream.stream);
    expect(batches.map(({ sequence }) => sequence)).toEqual(batches.map((_, i) => i));
    const records = batches.flatMap((batch) => batch.records);
    expect(records.map(({ timeUs }) => timeUs)).toEqual(
      records.map(({ timeUs }) => timeUs).sort((a, b) => a - b),
    );
    expect(Math.abs(records.at(-1)!.timeUs - clockMonotonicUs())).toBeLessThan(30e6);
    expectSame(talks, connectionsOf(batches));
  });

  // One log for each family: a port says which connection it was only within one.
  it.skipIf(!tellsOfReads).each(['v4', 'v6'] as const)(
    'records when the program read, behind what it read and before what it answered, over %s',
    async (family) => {
      const stream = await newStream();
      const tap = await tapOf(stream, { pid: lab.serverPid, servicePorts: [PORT] });
      const talks = await lab.talk(ADDRESSES[family], 20, 200_000, 9);
      const status = await tap.status();
      await tap.stop();
      expect(status).toMatchObject({ readsRecorded: true, readsLost: 0 });
      const logged = connectionsOf(await readLog(server.config, stream.stream));
      expectSame(talks, logged);
      for (const { port, mode } of talks) {
        if (mode !== 0) continue;
        // The server answers byte by byte: it never has sent more than it had read.
        let [arrived, read, answered, first] = [0, 0, 0, 0];
        for (const record of logged.get(port)!.records) {
          if (record.kind === 'read') read = (record.seq - first) >>> 0;
          if (record.kind !== 'data') continue;
          if (record.direction === 'in') {
            if (arrived === 0) first = record.seq;
            arrived += record.bytes.length;
          } else answered += record.bytes.length;
          expect(answered).toBeLessThanOrEqual(read);
        }
        // The end has a number too.
        expect(read).toBe(arrived + 1);
      }
    },
  );

  it('marks a place in the log with every live connection', async () => {
    const stream = await newStream();
    const tap = await tapOf(stream);
    // One is there at each mark, whenever the others come and go.
    const held = await lab.hold(ADDRESSES.v4);
    let over = false;
    const talking = lab.talk(ADDRESSES.v4, 30, 1_500_000, 2).finally(() => (over = true));
    const marks = [];
    while (!over || marks.length < 3) {
      marks.push(await tap.mark());
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const talks = await talking;
    held.destroy();
    const status = await tap.status();
    await tap.stop();
    const batches = await readLog(server.config, stream.stream);
    const logged = connectionsOf(batches);
    expectSame(talks, logged);
    for (const { logSequence, connections } of marks) {
      const after = batches.slice(logSequence - 1).flatMap(({ records }) => records);
      expect(after[0]!.kind).toBe('mark');
      // One record for each, or two for those on which nothing was said yet: their dial and its answer.
      const told = new Map<number, number | undefined>();
      for (const record of after.slice(1)) {
        if (record.kind === 'accept' && told.has(record.connection)) continue;
        if (told.size === connections) break;
        if (record.kind === 'seen') told.set(record.connection, record.nextIn);
        else if (record.kind === 'open') told.set(record.connection, record.seq);
        else throw new Error(`a mark is followed by ${record.kind}`);
      }
      expect(told.size).toBe(connections);
      for (const [connection, next] of told) {
        const first = after.find(
          (record) => record.kind === 'data' && record.connection === connection && record.direction === 'in',
        );
        if (first?.kind === 'data') expect(first.seq).toBe(next);
      }
    }
    expect(Math.min(...marks.map(({ connections }) => connections))).toBeGreaterThan(0);
    expect(status).toMatchObject({ running: true, ringDrops: 0, gaps: 0, gapBytes: 0, lastError: '' });
    expect(status.packets).toBeGreaterThan(1000);
    expect(status.logSequence).toBeGreaterThan(5);
  });

  it('loses nothing while nats-server is killed and started again', async () => {
    const stream = await newStream();
    const tap = await tapOf(stream);
    const talking = lab.talk(ADDRESSES.v4, 30, 1_500_000, 3);
    for (let i = 0; i < 2; i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      process.kill(server.pid, 'SIGKILL');
      await server.ended;
      await new Promise((resolve) => setTimeout(resolve, 300));
      server = await startNats(server.port);
    }
    const talks = await talking;
    await tap.stop();
    const batches = await readLog(server.config, stream.stream);
    expect(batches.map(({ sequence }) => sequence)).toEqual(batches.map((_, i) => i));
    expectSame(talks, connectionsOf(batches));
  });

  it('says what is missing when its buffer was full', async () => {
    const stream = await newStream();
    const tap = await tapOf(stream, { bufferBytes: 1024 * 1024 });
    process.kill(server.pid, 'SIGKILL');
    await server.ended;
    const talks = await lab.talk(ADDRESSES.v4, 20, 1_500_000, 4);
    server = await startNats(server.port);
    // There is room again once a mark could be written.
    await tap.mark();
    const later = await lab.talk(ADDRESSES.v4, 5, 100_000, 5);
    const status = await tap.status();
    await tap.stop();
    const batches = await readLog(server.config, stream.stream);
    const logged = connectionsOf(batches);
    expectSame(later, logged);
    for (const talk of talks.filter(({ mode }) => mode === 0)) {
      expect(logged.get(talk.port)!.bytes('in')).toHaveLength(talk.sentBytes);
      expect(logged.get(talk.port)!.bytes('out')).toHaveLength(talk.gotBytes);
    }
    const gaps = batches.flatMap(({ records }) => records).filter(({ kind }) => kind === 'gap');
    expect(status.gaps).toBe(gaps.length);
    expect(status.gapBytes).toBeGreaterThan(5_000_000);
  });

  it('puts back in order what a bad network loses and sends again', async ({ skip }) => {
    try {
      lab.loseSome();
    } catch (error) {
      skip(`nft cannot drop at random here: ${String(error)}`);
    }
    try {
      const stream = await newStream();
      const tap = await tapOf(stream);
      const talks = [];
      let status;
      // How much is sent again is chance, and some is in the end.
      do {
        talks.push(...(await lab.talk(ADDRESSES.v4, 20, 200_000, 8 + talks.length)));
        status = await tap.status();
      } while (status.retransmits === 0);
      await tap.stop();
      expectSame(talks, connectionsOf(await readLog(server.config, stream.stream)), { resetsArrive: false });
    } finally {
      lab.loseNone();
    }
  });

  it('says what is missing when its ring overflowed', async () => {
    const stream = await newStream();
    const tap = await tapOf(stream, { ring: { blockBytes: 128 * 1024, blocks: 2, retireMs: 30 } });
    const talks = [];
    let status;
    do {
      talks.push(...(await lab.talk(ADDRESSES.v4, 20, 3_000_000, 6 + talks.length)));
      status = await tap.status();
    } while (status.ringDrops === 0);
    await tap.stop();
    const batches = await readLog(server.config, stream.stream);
    // Whatever was dropped, also where no connection's bytes tell of it.
    expect(batches.flatMap(({ records }) => records)).toContainEqual(
      expect.objectContaining({ kind: 'gap', connection: 0, gapBytes: 0 }),
    );
    const logged = connectionsOf(batches);
    for (const talk of talks) {
      const connection = logged.get(talk.port);
      // Its end may be lost as well, and then its last bytes are behind the last acknowledgement that was seen.
      if (connection === undefined || talk.mode !== 0) continue;
      expect(connection.bytes('in').length).toBeLessThanOrEqual(talk.sentBytes + 1);
    }
  });

  it('ends with an error when the interface goes, and refuses what is not there', async () => {
    const other = new WireLab('b');
    await other.create();
    const stream = await newStream();
    const tap = await tapOf(stream, { interface: other.interface, networkNamespace: other.hostNamespace });
    const talks = await other.talk(ADDRESSES.v4, 5, 10_000, 7);
    other.destroy();
    expect(await tap.closed).toMatchObject({ reason: 'CAPTURE_FAILED' });
    await tap.stop();
    expectSame(talks, connectionsOf(await readLog(server.config, stream.stream)));
    await expect(tapOf(stream, { interface: 'none0' })).rejects.toMatchObject({ reason: 'CAPTURE_FAILED' });
    await expect(tapOf({ stream: 'NONE', subject: 'none' })).rejects.toMatchObject({
      reason: 'LOG_UNAVAILABLE',
    });
  });
});
