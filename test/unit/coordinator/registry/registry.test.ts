import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Registry, timeToLive, type Beat, type Clients } from '../../../../coordinator/registry/mod.js';
import { silentLogger } from '../../../../runtime/log/mod.js';

const BEAT: Beat = { host: 'alpha', role: 'agent', target: 'unix:/a.sock', version: '1' };
const TTL_MS = 1000;
const GRACE_MS = 500;

/** Clients that only remember whether they were let go. */
class FakeClients implements Clients {
  readonly open: string[] = [];
  agent = (target: string) => this.#client(target);
  proxy = (target: string) => this.#client(target);

  #client(target: string): never {
    this.open.push(target);
    return { close: () => this.open.splice(this.open.indexOf(target), 1) } as never;
  }
}

describe('the registry', () => {
  const joined: string[] = [];
  const lost: [host: string, heardAt: number][] = [];
  let clients: FakeClients;
  let registry: Registry;

  beforeEach(() => {
    vi.useFakeTimers();
    joined.length = 0;
    lost.length = 0;
    clients = new FakeClients();
    registry = new Registry({
      clients,
      log: silentLogger(),
      onJoin: (host, role) => joined.push(`${host}/${role}`),
      onLoss: (host, heardAt) => lost.push([host, heardAt]),
      timeToLiveMs: TTL_MS,
      graceMs: GRACE_MS,
    });
  });
  afterEach(() => {
    registry.close();
    vi.useRealTimers();
  });

  it('knows a role for as long as it beats', () => {
    const stream = {};
    for (let beat = 0; beat < 5; beat++) {
      registry.beat(BEAT, stream);
      vi.advanceTimersByTime(TTL_MS);
    }
    expect(registry.presence('alpha').agentAlive).toBe(true);
    expect(joined).toEqual(['alpha/agent']);
    vi.advanceTimersByTime(GRACE_MS);
    expect(registry.presence('alpha').agentAlive).toBe(false);
    expect(() => registry.agent('alpha')).toThrow('The agent of host alpha cannot be reached');
    expect(clients.open).toEqual([]);
  });

  it('takes one that beats again for a new one', () => {
    const stream = {};
    registry.beat(BEAT, stream);
    vi.advanceTimersByTime(TTL_MS + GRACE_MS);
    registry.beat(BEAT, stream);
    expect(joined).toEqual(['alpha/agent', 'alpha/agent']);
  });

  it('does not take the end of an old stream for the end of a new one', () => {
    const [old, fresh] = [{}, {}];
    registry.beat(BEAT, old);
    registry.beat(BEAT, fresh);
    registry.leave(BEAT, old);
    expect(registry.presence('alpha').agentAlive).toBe(true);
    expect(clients.open).toEqual(['unix:/a.sock']);
    registry.leave(BEAT, fresh);
    expect(registry.presence('alpha').agentAlive).toBe(false);
  });

  it('does not let a second host take the name of one that beats', () => {
    const [first, second] = [{}, {}];
    const other = { ...BEAT, target: '10.0.0.9:7424' };
    registry.beat(BEAT, first);
    expect(() => registry.beat(other, second)).toThrow(
      /is at unix:\/a\.sock, and another one at 10\.0\.0\.9:7424/,
    );
    // What ends without having been taken changes nothing.
    registry.leave(other, second);
    expect(registry.presence('alpha').agentAlive).toBe(true);
    vi.advanceTimersByTime(TTL_MS + GRACE_MS);
    registry.beat(other, second);
    expect(clients.open).toEqual(['10.0.0.9:7424']);
  });

  it('chooses the host that holds least', () => {
    expect(() => registry.choose('', new Map())).toThrow('No host has an agent that beats.');
    registry.beat(BEAT, {});
    registry.beat({ ...BEAT, host: 'beta' }, {});
    expect(registry.choose('', new Map([['alpha', 2]]))).toBe('beta');
    expect(registry.choose('alpha', new Map([['alpha', 2]]))).toBe('alpha');
    expect(() => registry.choose('gamma', new Map())).toThrow('There is no host gamma.');
  });

  it('gives nothing new to drained hosts', () => {
    registry.beat(BEAT, {});
    registry.beat({ ...BEAT, host: 'beta' }, {});
    expect(registry.choose('', new Map([['beta', 2]]), new Set(['alpha']))).toBe('beta');
    expect(() => registry.choose('alpha', new Map(), new Set(['alpha']))).toThrow('Host alpha is drained');
    expect(() => registry.choose('', new Map(), new Set(['alpha', 'beta']))).toThrow(
      'Every host whose agent beats is drained: alpha, beta.',
    );
  });

  it('knows when a host was last heard, also after it is lost', () => {
    expect(registry.presence('alpha').heardAt).toBeUndefined();
    const stream = {};
    registry.beat(BEAT, stream);
    vi.advanceTimersByTime(TTL_MS);
    registry.beat(BEAT, stream);
    const heardAt = Date.now();
    vi.advanceTimersByTime(TTL_MS + GRACE_MS);
    expect(registry.presence('alpha')).toEqual({
      ...{ name: 'alpha', agentAlive: false, proxyAlive: false, heardAt },
    });
    expect(lost).toEqual([['alpha', heardAt]]);
  });

  it('forgets a host until it beats again', () => {
    const stream = {};
    registry.beat(BEAT, stream);
    registry.forget('alpha');
    registry.forget('never');
    expect(registry.presences()).toEqual([]);
    expect(clients.open).toEqual([]);
    expect(lost).toEqual([]);
    registry.beat(BEAT, stream);
    expect(joined).toEqual(['alpha/agent', 'alpha/agent']);
    expect(registry.presence('alpha').agentAlive).toBe(true);
  });

  it('spreads the beats of hosts that began together', () => {
    expect([0, 0.5, 1].map((random) => timeToLive(5000, random))).toEqual([5000, 4500, 4000]);
  });
});
