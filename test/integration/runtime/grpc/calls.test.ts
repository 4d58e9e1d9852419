import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { hasReason, isCancelled, ParikshanError } from '../../../../runtime/errors/mod.js';
import { createLogger } from '../../../../runtime/log/mod.js';
import { serve, TRANSPORTS } from './fake-proxy.js';

class NoSuchReplicaError extends ParikshanError {
  readonly reason = 'NO_SUCH_REPLICA';
  constructor(replica: string) {
    super(`There is no replica ${replica}.`, {
      code: 'NOT_FOUND',
      remedy: 'List them with `parikshan replica list`.',
      metadata: { replica },
      cause: new Error('internal detail'),
    });
  }
}

describe.each(TRANSPORTS)('calls over %s', (transport) => {
  it('answer, with defaults filled in', async () => {
    const { client } = await serve(
      'ProxyService',
      { getReplay: async ({ replica }) => ({ replay: { replica, lagSeconds: 1.5, bytesIn: 2 ** 40 } }) },
      transport,
    );
    const { replay } = await client.getReplay({ replica: 'c-r1' }, { timeoutMs: 5_000 });
    expect(replay).toMatchObject({
      replica: 'c-r1',
      lagSeconds: 1.5,
      bytesIn: 2 ** 40,
      state: 'REPLAY_STATE_UNSPECIFIED',
      faithful: false,
      firstDivergence: null,
    });
  });

  it('fail with what the handler threw', async () => {
    const { client } = await serve(
      'ProxyService',
      {
        getReplay: async ({ replica }) => Promise.reject(new NoSuchReplicaError(replica)),
        // eslint-disable-next-line require-yield
        watchReplay: async function* ({ replica }) {
          throw new NoSuchReplicaError(replica);
        },
      },
      transport,
    );
    const expected = {
      reason: 'NO_SUCH_REPLICA',
      code: 'NOT_FOUND',
      message: 'There is no replica x.',
      remedy: 'List them with `parikshan replica list`.',
      metadata: { replica: 'x' },
    };
    await expect(client.getReplay({ replica: 'x' }, { timeoutMs: 5_000 })).rejects.toMatchObject(expected);
    await expect(first(client.watchReplay({ replica: 'x' }))).rejects.toMatchObject(expected);
  });

  it('hide from the caller, and tell the log, what nobody foresaw', async () => {
    const lines: string[] = [];
    const log = createLogger({ role: 'test', destination: { write: (line) => void lines.push(line) } });
    const { client } = await serve(
      'ProxyService',
      { getReplay: () => Promise.reject(new TypeError('hunter2 is not a function')) },
      transport,
      log,
    );
    const error = await client.getReplay({ replica: 'x' }, { timeoutMs: 5_000 }).catch((e: unknown) => e);
    expect(hasReason(error, 'UNEXPECTED')).toBe(true);
    expect(String(error)).not.toContain('hunter2');
    expect(lines.join('')).toContain('hunter2');
  });

  it('carry a cancellation to the handler', async () => {
    let entered = (): void => {};
    const inside = new Promise<void>((resolve) => (entered = resolve));
    let seen = (_: unknown): void => {};
    const aborted = new Promise<unknown>((resolve) => (seen = resolve));
    const { client } = await serve(
      'ProxyService',
      {
        getReplay: async (_request, { signal }) => {
          entered();
          await once(signal, 'abort');
          seen(signal.reason);
          throw signal.reason;
        },
      },
      transport,
    );
    const abort = new AbortController();
    const call = client.getReplay({ replica: 'x' }, { timeoutMs: 60_000, signal: abort.signal });
    await inside;
    abort.abort();
    await expect(call).rejects.toSatisfy(isCancelled);
    expect(await aborted).toSatisfy(isCancelled);
  });

  it('end at their deadline, which the handler knows', async () => {
    let deadline: Date | undefined;
    let seen = (): void => {};
    const aborted = new Promise<void>((resolve) => (seen = resolve));
    const { client } = await serve(
      'ProxyService',
      {
        getReplay: async (_request, context) => {
          deadline = context.deadline;
          await once(context.signal, 'abort');
          seen();
          throw context.signal.reason;
        },
      },
      transport,
    );
    const error = await client.getReplay({ replica: 'x' }, { timeoutMs: 200 }).catch((e: unknown) => e);
    expect(hasReason(error, 'DEADLINE_EXCEEDED')).toBe(true);
    await aborted;
    expect(deadline!.getTime()).toBeGreaterThan(Date.now() - 5_000);
  });

  it('carry messages both ways and a handler that stops listening', async () => {
    const { client } = await serve(
      'AgentService',
      {
        execInReplica: async function* (requests) {
          for await (const { message, stdin } of requests) {
            if (message === 'stdin') yield { stdout: stdin };
            if (message === 'stdinClosed') break;
          }
          yield { exitStatus: 7 };
        },
      },
      transport,
    );
    let left = false;
    async function* input() {
      try {
        yield { start: { replica: 'x', command: ['cat'] } };
        yield { stdin: Buffer.from('hello') };
        yield { stdinClosed: true };
        // Like a terminal's input: there is always more to wait for.
        await new Promise(() => {});
      } finally {
        left = true;
      }
    }
    const answers = [];
    for await (const answer of client.execInReplica(input())) answers.push(answer);
    expect(answers).toMatchObject([
      { stdout: Buffer.from('hello') },
      { message: 'exitStatus', exitStatus: 7 },
    ]);
    // The input is asked to return, which happens whenever its own wait ends.
    expect(left).toBe(false);
  });

  it('fail with the error of their input', async () => {
    let heard = (): void => {};
    const hearing = new Promise<void>((resolve) => (heard = resolve));
    let seen = (_: unknown): void => {};
    const aborted = new Promise<unknown>((resolve) => (seen = resolve));
    const { client } = await serve(
      'AgentService',
      {
        // eslint-disable-next-line require-yield
        execInReplica: async function* (requests) {
          try {
            for await (const _ of requests) heard();
          } catch (error) {
            seen(error);
          }
        },
      },
      transport,
    );
    async function* input() {
      yield { stdin: Buffer.from('x') };
      await hearing;
      throw new Error('the terminal went away');
    }
    await expect(first(client.execInReplica(input()))).rejects.toThrow('the terminal went away');
    expect(await aborted).toSatisfy(isCancelled);
  });
});

describe('a server that is not there', () => {
  it('is named', async () => {
    const { server, client } = await serve('ProxyService', {});
    await server.shutdown(0);
    await expect(client.getReplay({ replica: 'x' }, { timeoutMs: 5_000 })).rejects.toMatchObject({
      reason: 'UNREACHABLE',
      code: 'UNAVAILABLE',
    });
  });
});

async function first<T>(messages: AsyncIterable<T>): Promise<T | undefined> {
  for await (const message of messages) return message;
  return undefined;
}
