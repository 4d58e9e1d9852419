import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../../../runtime/config/mod.js';
import { hasReason, isCancelled } from '../../../../runtime/errors/mod.js';
import { serve, TRANSPORTS } from './fake-proxy.js';

const LINE = Buffer.alloc(64 * 1024, 'x');

describe.each(TRANSPORTS)('streams over %s', (transport) => {
  it('hold a writer back when the reader is slow, and lose nothing', async () => {
    const total = 400;
    let written = 0;
    const { client } = await serve(
      'AgentService',
      {
        streamContainerLogs: async function* () {
          for (; written < total; written++) yield { line: LINE, time: String(written) };
        },
      },
      transport,
    );
    const lines = client.streamContainerLogs({ name: 'x' })[Symbol.asyncIterator]();
    expect((await lines.next()).done).toBe(false);
    // Written as far as the buffers between reach: wait until it stands still.
    let before = -1;
    while (before !== written) {
      before = written;
      await delay(100);
    }
    expect(written).toBeLessThan(total / 2);
    let read = 1;
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      expect(next.value.time).toBe(String(read));
      read++;
    }
    expect(read).toBe(total);
  });

  it('end at the server when the reader leaves', async () => {
    let left = (): void => {};
    const finished = new Promise<void>((resolve) => (left = resolve));
    const { client } = await serve(
      'ProxyService',
      {
        watchReplay: async function* (_request, { signal }) {
          try {
            yield {};
            await once(signal, 'abort');
          } finally {
            left();
          }
        },
      },
      transport,
    );
    for await (const _ of client.watchReplay({ replica: 'x' })) break;
    await finished;
  });

  it('are not mistaken for complete when their sender is killed', async () => {
    let heard = (): void => {};
    const hearing = new Promise<void>((resolve) => (heard = resolve));
    let seen = (_: unknown): void => {};
    const ended = new Promise<unknown>((resolve) => (seen = resolve));
    const { server } = await serve(
      'AgentService',
      {
        // eslint-disable-next-line require-yield
        execInReplica: async function* (requests) {
          try {
            for await (const _ of requests) heard();
            seen('complete');
          } catch (error) {
            seen(error);
          }
        },
      },
      transport,
    );
    const code = `import { connect } from ${JSON.stringify(join(packageRoot(), 'dist/runtime/grpc/mod.js'))};
      async function* input() { yield { stdin: Buffer.from('half') }; await new Promise(() => {}); }
      for await (const _ of connect('AgentService', ${JSON.stringify(server.target)}).execInReplica(input()));`;
    const sender = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'inherit' });
    await hearing;
    sender.kill('SIGKILL');
    expect(await ended).toSatisfy(isCancelled);
  });

  it('end with an error when their server stops, after its clean-up', async () => {
    let cleaned = false;
    const { server, client } = await serve(
      'ProxyService',
      {
        watchReplay: async function* (_request, { signal }) {
          try {
            for (;;) {
              yield {};
              await delay(10, undefined, { signal });
            }
          } finally {
            await delay(50);
            cleaned = true;
          }
        },
      },
      transport,
    );
    const messages = client.watchReplay({ replica: 'x' })[Symbol.asyncIterator]();
    await messages.next();
    const start = performance.now();
    const stopped = server.shutdown(10_000);
    const ended = (async () => {
      while (!(await messages.next()).done);
    })();
    await expect(ended).rejects.toSatisfy((error: unknown) => hasReason(error, 'SERVER_STOPPING'));
    await stopped;
    expect(cleaned).toBe(true);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
