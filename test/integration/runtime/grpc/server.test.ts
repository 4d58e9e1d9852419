import { once } from 'node:events';
import { stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, credentials } from '@grpc/grpc-js';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { hasReason } from '../../../../runtime/errors/mod.js';
import {
  connect,
  isServing,
  service,
  startServer,
  waitUntilServing,
  type ServiceHandlers,
} from '../../../../runtime/grpc/mod.js';
import { parseNetwork } from '../../../../runtime/ip/mod.js';
import { silentLogger } from '../../../../runtime/log/mod.js';
import { serve, socketTarget, TRANSPORTS } from './fake-proxy.js';

const log = silentLogger();

describe.each(TRANSPORTS)('a server on %s', (transport) => {
  it('lets a call end before it stops, and takes no new one', async () => {
    let finish = (): void => {};
    let entered = (): void => {};
    const inside = new Promise<void>((resolve) => (entered = resolve));
    const { server, client } = await serve(
      'ProxyService',
      {
        getReplay: async () => {
          entered();
          await new Promise<void>((resolve) => (finish = resolve));
          return { replay: { bytesIn: 5 } };
        },
      },
      transport,
    );
    const call = client.getReplay({ replica: 'x' }, { timeoutMs: 20_000 });
    await inside;
    const stopped = server.shutdown(10_000);
    const late = connect('ProxyService', server.target);
    await expect(late.getReplay({ replica: 'x' }, { timeoutMs: 2_000 })).rejects.toSatisfy((error: unknown) =>
      hasReason(error, 'UNREACHABLE'),
    );
    late.close();
    finish();
    expect((await call).replay!.bytesIn).toBe(5);
    await stopped;
  });

  it('ends a call that outlasts the grace', async () => {
    let entered = (): void => {};
    const inside = new Promise<void>((resolve) => (entered = resolve));
    const { server, client } = await serve(
      'ProxyService',
      {
        getReplay: async (_request, { signal }) => {
          entered();
          await once(signal, 'abort');
          throw signal.reason;
        },
      },
      transport,
    );
    const call = client.getReplay({ replica: 'x' }, { timeoutMs: 20_000 }).catch((error: unknown) => error);
    await inside;
    await server.shutdown(100);
    expect(hasReason(await call, 'SERVER_STOPPING')).toBe(true);
  });

  it('tells whether it serves', async () => {
    const { server } = await serve('ProxyService', {}, transport);
    const ask = (): Promise<boolean> => isServing('ProxyService', server.target, { timeoutMs: 5_000 });
    expect(await ask()).toBe(false);
    const waiting = waitUntilServing('ProxyService', server.target, { timeoutMs: 10_000 });
    server.setServing(true);
    await waiting;
    expect(await ask()).toBe(true);
    server.setServing(false);
    await expect(waitUntilServing('ProxyService', server.target, { timeoutMs: 300 })).rejects.toMatchObject({
      reason: 'NOT_SERVING',
    });
  });

  it('stops although somebody watches its health', async () => {
    const { server } = await serve('ProxyService', {}, transport);
    const waiting = waitUntilServing('ProxyService', server.target, { timeoutMs: 1_500 }).catch(
      (e: unknown) => e,
    );
    await delay(100);
    const start = performance.now();
    await server.shutdown(10_000);
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(hasReason(await waiting, 'NOT_SERVING')).toBe(true);
  });

  it('describes itself', async () => {
    const { server } = await serve('ProxyService', {}, transport);
    const client = new Client(server.target, credentials.createInsecure());
    // ServerReflectionRequest { list_services (7): "" }
    const call = client.makeBidiStreamRequest<Buffer, Buffer>(
      '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
      (bytes) => bytes,
      (bytes) => bytes,
    );
    call.end(Buffer.from([0x3a, 0x00]));
    const [answer] = (await once(call, 'data')) as [Buffer];
    expect(answer.toString('latin1')).toContain('parikshan.v1.ProxyService');
    client.close();
  });
});

describe('listening', () => {
  it('waits for a server that does not exist yet', async () => {
    const listen = await socketTarget();
    const waiting = waitUntilServing('ProxyService', listen, { timeoutMs: 10_000 });
    await delay(150);
    const server = await startServer({ listen, services: [], log });
    await server.shutdown(0);
    await expect(waitUntilServing('ProxyService', listen, { timeoutMs: 200 })).rejects.toMatchObject({
      reason: 'NOT_SERVING',
    });
    waiting.catch(() => {});
  });

  it('makes a socket for its owner only', async () => {
    const { server } = await serve('ProxyService', {});
    expect((await stat(server.target.slice('unix:'.length))).mode & 0o777).toBe(0o600);
  });

  it('takes over the socket of a server that was killed', async () => {
    const listen = await socketTarget();
    const path = listen.slice('unix:'.length);
    const code = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
    await once(spawn(process.execPath, ['-e', code]), 'exit');
    expect((await stat(path)).isSocket()).toBe(true);
    const server = await startServer({ listen, services: [], log });
    await server.shutdown(0);
  });

  it('leaves alone a socket that is served, and a file', async () => {
    const { server } = await serve('ProxyService', {});
    await expect(startServer({ listen: server.target, services: [], log })).rejects.toMatchObject({
      reason: 'ADDRESS_IN_USE',
    });
    const file = await socketTarget();
    await writeFile(file.slice('unix:'.length), 'precious');
    await expect(startServer({ listen: file, services: [], log })).rejects.toMatchObject({
      reason: 'CANNOT_LISTEN',
    });
  });

  it('says when a port is taken', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as { port: number };
    await expect(startServer({ listen: `127.0.0.1:${port}`, services: [], log })).rejects.toMatchObject({
      reason: 'ADDRESS_IN_USE',
    });
    holder.close();
  });

  it('serves a trusted network and this machine, and refuses strangers', async () => {
    const address = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
    const own = address ?? '127.0.0.1';
    const call = async (network: string, host: string, listen = '0.0.0.0:0') => {
      const trusted = parseNetwork(network);
      const handlers = { getReplay: async () => ({ replay: { bytesIn: 5 } }) };
      const services = [service('ProxyService', handlers as unknown as ServiceHandlers<'ProxyService'>)];
      const server = await startServer({ listen, services, log, trusted });
      const client = connect('ProxyService', server.target.replace(/^.*:/, `${host}:`));
      const answer = await client.getReplay({ replica: 'x' }, { timeoutMs: 5_000 }).catch((e: unknown) => e);
      client.close();
      await server.shutdown(0);
      return answer;
    };
    expect(await call(`${own}/32`, own)).toMatchObject({ replay: { bytesIn: 5 } });
    // Of both families, where IPv4 callers come as ::ffff:a.b.c.d.
    expect(await call(`${own}/32`, own, '[::]:0')).toMatchObject({ replay: { bytesIn: 5 } });
    expect(await call('192.0.2.77/32', '127.0.0.1', '[::]:0')).toMatchObject({ replay: { bytesIn: 5 } });
    // A test machine without a network has nobody to refuse.
    if (address !== undefined) {
      const refused = await call('192.0.2.77/32', own);
      expect(refused).toMatchObject({ reason: 'UNTRUSTED_CALLER', code: 'PERMISSION_DENIED' });
    }
    expect(await call('192.0.2.77/32', '127.0.0.1')).toMatchObject({ replay: { bytesIn: 5 } });
  });

  it('refuses addresses that others can reach', async () => {
    await expect(startServer({ listen: '0.0.0.0:0', services: [], log })).rejects.toMatchObject({
      reason: 'CANNOT_LISTEN',
    });
  });
});
