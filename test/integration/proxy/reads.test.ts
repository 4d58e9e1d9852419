import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { ReadWatch, type ReadEvent } from '../../../proxy/duplicator/reads/mod.js';
import { readEventsObstacle } from '../../../runtime/bpf/mod.js';
import { formatAddress } from '../../../runtime/ip/mod.js';

const watchable = process.getuid?.() === 0 && readEventsObstacle() === undefined;

/** An address from its words in network byte order. */
function addressText(words: Int32Array): string {
  const bytes = Buffer.alloc(words.length * 4);
  words.forEach((word, index) => bytes.writeInt32BE(word, index * 4));
  return formatAddress(bytes);
}

/** Takes a connection, and does what each line says: `peek` or `read`, and how many bytes. Then says so. */
const READER = `
import socket, sys
server = socket.create_server(('127.0.0.1', 0))
print(server.getsockname()[1], flush=True)
taken, _ = server.accept()
for line in sys.stdin:
    what, size = line.split()
    taken.recv(int(size), socket.MSG_PEEK if what == 'peek' else socket.MSG_WAITALL)
    print(what, flush=True)
`;

describe.skipIf(!watchable)('reads of a real program', () => {
  it.each([
    { client: '127.0.0.1', on: '127.0.0.1', peer: { family: 4, address: '127.0.0.1' } },
    { client: '::1', on: '::1', peer: { family: 6, address: '::1' } },
    { client: '127.0.0.1', on: '::', peer: { family: 4, address: '127.0.0.1' } },
  ])('of $client by a listener on $on come in its order, not in that of arrival', async (given) => {
    const { client: host, on, peer } = given;
    const accepted: Socket[] = [];
    const server = createServer({ pauseOnConnect: true }, (socket) => void accepted.push(socket)).listen(
      0,
      on,
    );
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const watch = new ReadWatch({ pid: process.pid, ports: [port] });
    const clients: Socket[] = [];
    try {
      for (let i = 0; i < 3; i += 1) {
        const client = connect(port, host);
        await once(client, 'connect');
        while (accepted.length <= i) await once(server, 'connection');
        client.write(`request ${i}`);
        clients.push(client);
      }
      const order = [2, 0, 1];
      for (const i of order) {
        accepted[i]!.resume();
        await once(accepted[i]!, 'data');
      }
      const seen: number[] = [];
      watch.poll((event) => {
        expect(event.localPort).toBe(port);
        const words = event.remote.subarray(0, event.family === 4 ? 1 : 4);
        expect({ family: event.family, address: addressText(words) }).toEqual(peer);
        if (seen.at(-1) !== event.remotePort) seen.push(event.remotePort);
      });
      expect(seen).toEqual(order.map((i) => clients[i]!.localPort));
      expect(watch.lost).toBe(0);
    } finally {
      watch.close();
      for (const socket of [...clients, ...accepted]) socket.destroy();
      server.close();
    }
  });

  /** A reader with 100 bytes to read, and a watch that begins before its first read. */
  async function withReader(
    use: (
      does: (what: string) => Promise<ReadEvent[]>,
      ends: { local: number; remote: number },
    ) => Promise<void>,
  ): Promise<void> {
    const reader = spawn('python3', ['-c', READER], { stdio: ['pipe', 'pipe', 'inherit'] });
    const exited = once(reader, 'exit');
    const lines = createInterface({ input: reader.stdout })[Symbol.asyncIterator]();
    const said = async () => String((await lines.next()).value);
    const port = Number(await said());
    const watch = new ReadWatch({ pid: process.pid, ports: [port] });
    const client = connect(port, '127.0.0.1');
    try {
      await once(client, 'connect');
      await new Promise<void>((resolve) => client.write('x'.repeat(100), () => resolve()));
      const does = async (what: string) => {
        reader.stdin.write(`${what}\n`);
        await said();
        const events: ReadEvent[] = [];
        watch.poll((event) => void events.push({ ...event }));
        return events;
      };
      await use(does, { local: port, remote: client.localPort ?? 0 });
    } finally {
      watch.close();
      client.destroy();
      reader.stdin.end();
      await exited;
    }
  }

  it('say how far the program has read, and are not moved by who only looks', async () => {
    await withReader(async (does, { local, remote }) => {
      const [first] = await does('read 10');
      expect(first).toMatchObject({ localPort: local, remotePort: remote, family: 4 });
      const to = (events: readonly ReadEvent[]) =>
        events.map(({ readTo }) => (readTo - (first?.readTo ?? 0)) | 0);
      expect(to(await does('read 25'))).toEqual([25]);
      expect(to(await does('peek 50')).filter((moved) => moved !== 25)).toEqual([]);
      expect(to(await does('read 65')).at(-1)).toBe(90);
    });
  });

  it('are those of one network namespace, whatever the ports', async () => {
    const server = createServer((socket) => void socket.resume()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const other = spawn('unshare', ['--net', 'sh', '-c', 'echo there; exec cat'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const exited = once(other, 'exit');
    await once(other.stdout, 'data');
    const watches = [other.pid ?? 0, process.pid].map((pid) => new ReadWatch({ pid, ports: [port] }));
    const client = connect(port, '127.0.0.1');
    try {
      const taken = once(server, 'connection') as Promise<[Socket]>;
      client.write('hello');
      await once((await taken)[0], 'data');
      const seen = watches.map((watch) => {
        let events = 0;
        watch.poll(() => (events += 1));
        return events;
      });
      expect(seen).toEqual([0, 1]);
    } finally {
      for (const watch of watches) watch.close();
      client.destroy();
      server.close();
      other.stdin.end();
      await exited;
    }
  });
});
