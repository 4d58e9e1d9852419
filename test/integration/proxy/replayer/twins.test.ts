import { once } from 'node:events';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planCut } from '../../../../proxy/replayer/carried-connection.js';
import { dialFromCell, makeTwins, prepareCell, silence } from '../../../../proxy/replayer/cell-socket.js';
import {
  closeDescriptor,
  getTimestamp,
  receiveNow,
  sendNow,
  unacknowledgedBytes,
} from '../../../../runtime/linux/mod.js';
import { cutOf, descriptor } from './server-cut.js';
import { FAMILIES, MAY_MAKE_CELLS, TestCell } from './test-cell.js';

const PORT = 7000;
function pattern(bytes: number, seed: number): Buffer {
  return Buffer.from(Uint8Array.from({ length: bytes }, (_, i) => (i * 31 + (i >> 8) * 7 + seed) & 0xff));
}

/** Collects what a socket says until it has said `length` bytes. */
async function collect(socket: Socket, length: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let got = 0;
  while (got < length) {
    const chunk = socket.read() as Buffer | null;
    if (chunk === null) {
      await once(socket, 'readable', { signal: AbortSignal.timeout(10_000) });
      continue;
    }
    chunks.push(chunk);
    got += chunk.length;
  }
  return Buffer.concat(chunks);
}

describe.runIf(MAY_MAKE_CELLS).each(FAMILIES)('twins over $family', ({ replica, client: address }) => {
  const CLIENT = { address, port: 51_234 };
  const TUPLE = { local: { address: replica, port: PORT }, remote: CLIENT };
  let cell: TestCell;
  let client: number;
  let server: Socket;

  beforeEach(async () => {
    cell = new TestCell();
    prepareCell(cell.cell);
    const accepted = new Promise<Socket>((resolve) => void cell.serve(PORT, resolve, replica));
    await sleep(0);
    client = dialFromCell(cell.cell, TUPLE);
    server = await accepted;
  });
  afterEach(() => cell.remove());

  /** Puts a twin in the place of the client, which goes without a word. */
  function replaceClient(): Socket {
    const peerTimestamp = getTimestamp(client);
    silence(client);
    closeDescriptor(client);
    const [fd] = makeTwins(cell.cell, planCut(cutOf(TUPLE, descriptor(server), peerTimestamp)).connections);
    return new Socket({ fd, allowHalfOpen: true });
  }

  it('goes on with a connection that was idle, in both directions', async () => {
    expect(server.remoteAddress).toBe(CLIENT.address);
    expect(server.remotePort).toBe(CLIENT.port);
    sendNow(client, Buffer.from('before'));
    expect((await collect(server, 6)).toString()).toBe('before');
    server.write('answer');
    await sleep(50);
    expect(receiveNow(client, Buffer.alloc(10))).toBe(6);
    const twin = replaceClient();
    const [toServer, toTwin] = [pattern(3_000_000, 1), pattern(2_000_000, 2)];
    twin.write(toServer);
    server.write(toTwin);
    const [atServer, atTwin] = await Promise.all([
      collect(server, toServer.length),
      collect(twin, toTwin.length),
    ]);
    expect(atServer.equals(toServer)).toBe(true);
    expect(atTwin.equals(toTwin)).toBe(true);
    twin.end();
    server.resume();
    await once(server, 'end');
    server.end('bye');
    expect((await collect(twin, 3)).toString()).toBe('bye');
    twin.resume();
    await once(twin, 'close');
  });

  it('goes on where bytes were neither read nor acknowledged', async () => {
    // Not read: the server's program has not asked for them. Not acknowledged: the wire is cut.
    server.pause();
    sendNow(client, Buffer.from('unread '));
    await sleep(50);
    const peerTimestamp = getTimestamp(client);
    cell.wire(false);
    const unacknowledged = pattern(20_000, 3);
    server.write(unacknowledged);
    silence(client);
    closeDescriptor(client);
    await sleep(20);
    expect(unacknowledgedBytes(descriptor(server))).toBe(unacknowledged.length);
    const [fd] = makeTwins(cell.cell, planCut(cutOf(TUPLE, descriptor(server), peerTimestamp)).connections);
    cell.wire(true);
    const twin = new Socket({ fd, allowHalfOpen: true });
    expect((await collect(twin, unacknowledged.length)).equals(unacknowledged)).toBe(true);
    twin.write('read');
    expect((await collect(server, 11)).toString()).toBe('unread read');
    twin.destroy();
  });

  it('stands opposite a container that has had the FIN of its peer, and sends no other', async () => {
    sendNow(client, Buffer.from('all'));
    const node = new Socket({ fd: client, allowHalfOpen: true });
    node.end();
    expect((await collect(server, 3)).toString()).toBe('all');
    await sleep(50);
    const peerTimestamp = getTimestamp(client);
    silence(client);
    node.destroy();
    const cut = cutOf(TUPLE, descriptor(server), peerTimestamp);
    expect(cut.connections[0]!.state).toBe(8);
    const [plan] = planCut(cut).connections;
    expect(plan!.inEnded).toBe(true);
    const [fd] = makeTwins(cell.cell, [plan!]);
    const twin = new Socket({ fd, allowHalfOpen: true });
    const rest = pattern(500_000, 4);
    server.end(rest);
    expect((await collect(twin, rest.length)).equals(rest)).toBe(true);
    twin.resume();
    await once(twin, 'end');
    silence(fd!);
    twin.destroy();
    server.resume();
    if (!server.closed) await once(server, 'close');
    expect(server.errored).toBeNull();
  });

  it.each([
    ['acknowledged', 5],
    ['not acknowledged', 4],
  ])('stands opposite a container that has sent its FIN, %s', async (_how, state) => {
    const peerTimestamp = getTimestamp(client);
    if (state === 4) cell.wire(false);
    server.end('last');
    await sleep(50);
    if (state === 5) expect(receiveNow(client, Buffer.alloc(10))).toBe(4);
    silence(client);
    closeDescriptor(client);
    const cut = cutOf(TUPLE, descriptor(server), peerTimestamp);
    expect(cut.connections[0]!.state).toBe(state);
    const [plan] = planCut(cut).connections;
    expect(plan).toMatchObject({ inEnded: false, outEnded: state === 5 });
    const [fd] = makeTwins(cell.cell, [plan!]);
    const twin = new Socket({ fd, allowHalfOpen: true });
    if (state === 4) {
      cell.wire(true);
      expect((await collect(twin, 4)).toString()).toBe('last');
      twin.resume();
      await once(twin, 'end');
    }
    const more = pattern(100_000, 5);
    twin.end(more);
    expect((await collect(server, more.length)).equals(more)).toBe(true);
    server.resume();
    await once(server, 'end');
    twin.destroy();
  });

  it('leaves nothing in the way of the same client coming back', async () => {
    await cell.serve(PORT + 1, (socket) => socket.resume().on('end', () => socket.end()), replica);
    const again = { local: { address: replica, port: PORT + 1 }, remote: CLIENT };
    for (let round = 0; round < 20; round += 1) {
      const socket = new Socket({ fd: dialFromCell(cell.cell, again), allowHalfOpen: true });
      socket.end('x');
      socket.resume();
      await once(socket, 'close', { signal: AbortSignal.timeout(5000) });
    }
  }, 20_000);
});
