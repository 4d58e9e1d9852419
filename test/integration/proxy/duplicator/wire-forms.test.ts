/** Real packets in the forms a real wire has: larger than a frame, and with VLAN tags; and what a freeze looks like on it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTap, type Tap } from '../../../../proxy/duplicator/mod.js';
import { parseAddress } from '../../../../runtime/ip/mod.js';
import { clockMonotonicUs } from '../../../../runtime/linux/mod.js';
import { silentLogger } from '../../../../runtime/log/mod.js';
import {
  connectNats,
  jetstreamManager,
  startNatsServer,
  type RunningNatsServer,
} from '../../../../runtime/nats/mod.js';
import { ADDRESSES, connectionsOf, isRoot, PORT, readLog, WireLab } from './wire-lab.js';

const lab = new WireLab('f');
let folder: string;
let server: RunningNatsServer;
let streams = 0;

async function tapped(): Promise<{ tap: Tap; stream: string }> {
  streams += 1;
  const [stream, subject] = [`FORMS_${streams}`, `forms.test.${streams}`];
  const nats = await connectNats(server.config, 'tap test');
  await (await jetstreamManager(nats)).streams.add({ name: stream, subjects: [subject] });
  await nats.close();
  const tap = await startTap({
    instance: 'lab',
    interface: lab.interface,
    networkNamespace: lab.hostNamespace,
    addresses: Object.values(ADDRESSES),
    servicePorts: [PORT],
    nats: server.config,
    log: silentLogger(),
    stream,
    subject,
  });
  return { tap, stream };
}

/** Talks, and finds every byte of both ends in the log. Answers the tap's figures. */
async function talkAndCompare(address: string, seed: number) {
  const { tap, stream } = await tapped();
  const talks = await lab.talk(address, 8, 2_000_000, seed);
  const status = await tap.status();
  await tap.stop();
  const batches = await readLog(server.config, stream);
  const logged = connectionsOf(batches);
  for (const talk of talks.filter(({ mode }) => mode === 0)) {
    const connection = logged.get(talk.port)!;
    expect(connection.gapBytes).toBe(0);
    expect(connection.hash('in')).toBe(talk.sent);
    expect(connection.hash('out')).toBe(talk.got);
  }
  const bytes = talks.reduce((sum, talk) => sum + talk.sentBytes + talk.gotBytes, 0);
  return { status, bytes };
}

interface DialFrame {
  readonly port: number;
  readonly tags?: readonly number[];
  /** Flags and offset of IPv4. */
  readonly fragment?: number;
  readonly protocol?: number;
}

/** An Ethernet frame in which the container dials the host's address, with right checksums. */
function dialFrame({ port, tags = [], fragment = 0, protocol = 6 }: DialFrame): Uint8Array {
  const frame = new Uint8Array(14 + 4 * tags.length + 40);
  const view = new DataView(frame.buffer);
  frame.fill(0xff, 0, 6);
  frame.set([2, 0, 0, 0, 0, 1], 6);
  tags.forEach((type, i) => view.setUint32(12 + 4 * i, type * 65_536 + 100 + i));
  const ip = 14 + 4 * tags.length;
  const tcp = ip + 20;
  view.setUint16(ip - 2, 0x0800);
  frame.set([0x45, 0, 0, 40], ip);
  view.setUint16(ip + 6, fragment);
  frame.set([64, protocol], ip + 8);
  frame.set(parseAddress(ADDRESSES.v4), ip + 12);
  frame.set(parseAddress(ADDRESSES.v4.replace(/2$/, '1')), ip + 16);
  view.setUint16(ip + 10, checksum(view, ip, 20, 0));
  view.setUint16(tcp, port);
  view.setUint16(tcp + 2, 9);
  view.setUint32(tcp + 4, 1000);
  frame.set([0x50, 0x02, 0xff, 0xff], tcp + 12);
  view.setUint16(tcp + 16, checksum(view, ip + 12, 28, 6 + 20));
  return frame;
}

/** RFC 1071, over a whole number of 16-bit words. */
function checksum(view: DataView, at: number, length: number, start: number): number {
  let sum = start;
  for (let i = 0; i < length; i += 2) sum += view.getUint16(at + i);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

describe.skipIf(!isRoot)('the tap on a real wire', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'pkforms-'));
    server = await startNatsServer({ storeDir: path.join(folder, 'nats'), port: 0, diesWithParent: true });
    await lab.create();
  }, 120_000);
  afterAll(async () => {
    await server?.stop(2000);
    lab.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  it('records segments of many frames, sent in one piece', async () => {
    const { status, bytes } = await talkAndCompare(ADDRESSES.v4, 1);
    // In frames of 1500 bytes there were more packets than that in each direction.
    expect(status.packets).toBeLessThan(bytes / 1448);
    expect(status.oddPackets).not.toHaveProperty('truncated');
  });

  it('records packets without a length, of more than 64 KiB (BIG TCP)', async () => {
    lab.sendBig(190_000);
    const { status } = await talkAndCompare(ADDRESSES.v6, 2);
    expect(status.oddPackets).not.toHaveProperty('truncated');
    expect(status.oddPackets).not.toHaveProperty('malformed');
  });

  // The kernel takes the outermost tag off before a tap sees the packet; what lies below it stays.
  it('records what goes through VLANs, and counts fragments of the instance alone', async () => {
    const { tap, stream } = await tapped();
    const tags = [[], [0x8100], [0x88a8, 0x8100], [0x9100, 0x8100, 0x8100]];
    for (const [i, types] of tags.entries()) lab.inject(dialFrame({ port: 100 + i, tags: types }));
    lab.inject(dialFrame({ port: 200, fragment: 0x2000 }));
    lab.inject(dialFrame({ port: 201, fragment: 0x2000, protocol: 17 }));
    // In the order of the wire: whatever is before this one has been read when this one has.
    await vi.waitFor(async () => expect((await tap.status()).packets).toBeGreaterThanOrEqual(6), 30_000);
    const status = await tap.status();
    await tap.stop();
    const records = (await readLog(server.config, stream)).flatMap((batch) => batch.records);
    const dialled = records.flatMap((record) => (record.kind === 'open' ? [record.tuple.local.port] : []));
    expect(dialled).toEqual([100, 101, 102, 103]);
    expect(status.oddPackets).toMatchObject({ fragment: 1 });
    // The kernel's own (neighbours of IPv6 asked after by and by) are counted too.
    expect(status.oddPackets['not-tcp']).toBeGreaterThanOrEqual(1);
    expect(status.oddPackets).not.toHaveProperty('checksum');
  });

  it('tells the silence that a waiting client saw of a freeze', async () => {
    const { tap, stream } = await tapped();
    const client = await lab.hold(ADDRESSES.v4);
    const freeze = { fromUs: clockMonotonicUs(), untilUs: 0 };
    process.kill(lab.serverPid, 'SIGSTOP');
    const askedUs = clockMonotonicUs();
    const answered = new Promise<number>((resolve) => client.once('data', () => resolve(clockMonotonicUs())));
    client.write(Uint8Array.of(1));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const stoppedUntilUs = clockMonotonicUs();
    process.kill(lab.serverPid, 'SIGCONT');
    freeze.untilUs = clockMonotonicUs();
    const gap = await tap.clientGap(freeze, 60_000);
    const seenUs = (await answered) - askedUs;
    client.destroy();
    await tap.stop();
    expect(gap).toMatchObject({ waits: 1, unanswered: 0 });
    // The wire is between the two: the client's own time holds the tap's, and the stop lies in it.
    expect(gap.longestUs).toBeLessThanOrEqual(seenUs);
    expect(gap.longestUs).toBeGreaterThan((stoppedUntilUs - askedUs) / 2);
    expect(await readLog(server.config, stream)).not.toHaveLength(0);
  });
});
