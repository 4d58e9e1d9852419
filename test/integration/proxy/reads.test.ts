import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { ReadWatch } from '../../../proxy/duplicator/reads/mod.js';
import { findReadTracepoint } from '../../../runtime/tracepoint/mod.js';

const tracepoint = process.getuid?.() === 0 ? await findReadTracepoint() : undefined;

describe.skipIf(tracepoint === undefined)('reads of a real program', () => {
  it('come in the order in which the program reads, not in that of arrival', async () => {
    const accepted: Socket[] = [];
    const server = createServer({ pauseOnConnect: true }, (socket) => void accepted.push(socket)).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const watch = new ReadWatch({ tracepoint: tracepoint!, pid: process.pid, ports: [port] });
    const clients: Socket[] = [];
    try {
      for (let i = 0; i < 3; i += 1) {
        const client = connect(port, '127.0.0.1');
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

  it('are known of a thread that has ended', async () => {
    const worker = new Worker(
      `const { parentPort } = require('node:worker_threads');\n${readOne('parentPort.postMessage')}`,
      {
        eval: true,
      },
    );
    const [port] = (await once(worker, 'message')) as [number];
    const read = once(worker, 'message');
    await expectKnown(port, async () => {
      await read;
      await worker.terminate();
    });
  });

  it('are known of a process that has ended', async () => {
    const child = spawn(process.execPath, ['-e', readOne('process.send')], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const [port] = (await once(child, 'message')) as [number];
    const exit = once(child, 'exit');
    const read = once(child, 'message');
    await expectKnown(port, async () => {
      await read;
      child.kill('SIGKILL');
      await exit;
    });
  });
});

/** A program that listens, tells its port, and tells again when it has read something. */
function readOne(tell: string): string {
  return `
const server = require('node:net').createServer((socket) => socket.once('data', () => ${tell}('read')));
server.listen(0, '127.0.0.1', () => ${tell}(server.address().port));
`;
}

/** Sends something to the port; once `ended` has resolved, its read must be known. */
async function expectKnown(port: number, ended: () => Promise<void>): Promise<void> {
  const watch = new ReadWatch({ tracepoint: tracepoint!, pid: process.pid, ports: [port] });
  const client = connect(port, '127.0.0.1');
  client.on('error', () => undefined);
  try {
    await once(client, 'connect');
    const { localPort } = client;
    client.write('request');
    await ended();
    const seen = new Set<number>();
    watch.poll((event) => void seen.add(event.remotePort));
    expect([...seen]).toEqual([localPort]);
  } finally {
    watch.close();
    client.destroy();
  }
}
