import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SharedConnection } from '../../../../agent/route/shared-connection.js';

const IDLE_MS = 1_000;

/** What a connection is to those who share it. */
class Connection {
  closed = false;
  readonly #told: (() => void)[] = [];
  onLost(told: () => void): void {
    this.#told.push(told);
  }
  lose(): void {
    for (const told of this.#told) told();
  }
  close(): void {
    this.closed = true;
    this.lose();
  }
}

describe('a connection that is shared', () => {
  let opened: Connection[];
  let idle: number;
  let fail: Error | undefined;
  let shared: SharedConnection<Connection>;

  beforeEach(() => {
    vi.useFakeTimers();
    [opened, idle, fail] = [[], 0, undefined];
    shared = new SharedConnection<Connection>({
      open: async () => {
        if (fail !== undefined) throw fail;
        const connection = new Connection();
        opened.push(connection);
        return connection;
      },
      idleMs: IDLE_MS,
      onIdle: () => (idle += 1),
    });
  });
  afterEach(() => void vi.useRealTimers());

  it('is one, however many want it at a time', async () => {
    const [first, second] = await Promise.all([shared.get(), shared.get()]);
    expect(second).toBe(first);
    expect(await shared.get()).toBe(first);
    expect(opened).toHaveLength(1);
  });

  it('is a new one when it was lost, and when it could not be opened', async () => {
    const first = await shared.get();
    first.lose();
    const second = await shared.get();
    expect(second).not.toBe(first);
    second.lose();
    fail = new Error('no');
    await expect(shared.get()).rejects.toThrow('no');
    fail = undefined;
    expect(await shared.get()).toBe(opened[2]);
  });

  it('is kept while somebody holds it, and for a while after', async () => {
    const [releaseOne, releaseOther] = [shared.hold(), shared.hold()];
    const connection = await shared.get();
    releaseOne();
    releaseOne();
    await vi.advanceTimersByTimeAsync(10 * IDLE_MS);
    expect(connection.closed).toBe(false);
    releaseOther();
    await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
    const releaseThird = shared.hold();
    await vi.advanceTimersByTimeAsync(IDLE_MS);
    expect(connection.closed).toBe(false);
    releaseThird();
    await vi.advanceTimersByTimeAsync(IDLE_MS);
    expect([connection.closed, idle]).toEqual([true, 1]);
  });

  it('is closed also when it comes about only after that', async () => {
    const waiting = shared.get();
    shared.close();
    await expect(waiting).rejects.toThrow('nobody needs');
    expect(opened.every(({ closed }) => closed)).toBe(true);
    await expect(shared.get()).rejects.toThrow('nobody needs');
  });
});
