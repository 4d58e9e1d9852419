import { EventEmitter, once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { runRole, SUPERVISED_ENV, type HostProcess } from '../../../../runtime/lifecycle/mod.js';
import { silentLogger } from '../../../../runtime/log/mod.js';

/** A process that can be signalled and remembers how it ended. */
class FakeProcess extends EventEmitter implements HostProcess {
  readonly env: NodeJS.ProcessEnv;
  readonly stdin = new PassThrough();
  readonly codes: number[] = [];
  constructor(env: NodeJS.ProcessEnv = {}) {
    super();
    this.env = env;
  }
  exit(code: number): void {
    this.codes.push(code);
    this.emit('exited');
  }
}

const log = silentLogger();

describe('runRole', () => {
  it('drains on the first signal', async () => {
    const process = new FakeProcess();
    const graces: number[] = [];
    const running = runRole({
      name: 'agent',
      log,
      process,
      graceMs: 50,
      start: async () => ({ shutdown: async (graceMs) => void graces.push(graceMs) }),
    });
    process.emit('SIGTERM');
    await running;
    expect(graces).toEqual([50]);
    expect(process.codes).toEqual([0]);
  });

  it('leaves at once on the second', async () => {
    const process = new FakeProcess();
    let drained = (): void => {};
    const shutdown = new EventEmitter();
    const begun = once(shutdown, 'begun');
    const running = runRole({
      name: 'agent',
      log,
      process,
      start: async () => ({
        shutdown: () =>
          new Promise<void>((resolve) => {
            drained = resolve;
            shutdown.emit('begun');
          }),
      }),
    });
    process.emit('SIGTERM');
    await begun;
    process.emit('SIGINT');
    expect(process.codes).toEqual([130]);
    drained();
    await running;
  });

  it('passes a signal to a start under way and ends well when that obeys', async () => {
    const process = new FakeProcess();
    const running = runRole({
      name: 'agent',
      log,
      process,
      start: async (signal) => {
        await once(signal, 'abort');
        throw signal.reason;
      },
    });
    process.emit('SIGTERM');
    await running;
    expect(process.codes).toEqual([0]);
  });

  it('fails when the start fails, and when the drain fails', async () => {
    const first = new FakeProcess();
    await runRole({ name: 'agent', log, process: first, start: () => Promise.reject(new Error('no')) });
    expect(first.codes).toEqual([1]);

    const second = new FakeProcess();
    const running = runRole({
      name: 'agent',
      log,
      process: second,
      start: async () => ({ shutdown: () => Promise.reject(new Error('no')) }),
    });
    second.emit('SIGINT');
    await running;
    expect(second.codes).toEqual([1]);
  });

  it('stops when its supervisor is gone', async () => {
    const process = new FakeProcess({ [SUPERVISED_ENV]: '1' });
    const running = runRole({
      name: 'agent',
      log,
      process,
      start: async () => ({ shutdown: async () => {} }),
    });
    process.stdin.end();
    await running;
    expect(process.codes).toEqual([0]);
  });

  it('ends after an error that nobody caught', async () => {
    const process = new FakeProcess();
    void runRole({ name: 'agent', log, process, start: () => new Promise(() => {}) });
    process.emit('unhandledRejection', new Error('lost'));
    expect(process.codes).toEqual([1]);
  });
});
