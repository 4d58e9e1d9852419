import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Links } from '../../../../coordinator/links/mod.js';
import { Registry, type Clients } from '../../../../coordinator/registry/mod.js';
import { RemoteError } from '../../../../runtime/errors/mod.js';
import { silentLogger } from '../../../../runtime/log/mod.js';

const FIGURES = { roundTripUs: 250, bytesPerSecond: 1e6, measuredAt: '2026-01-01T00:00:00Z' };
const HOUR_MS = 3_600_000;

describe("the coordinator's links", () => {
  /** What each measurement was of, `FROM > TARGET`, and how it ends. */
  const asked: string[] = [];
  let answer: () => Promise<typeof FIGURES>;
  let running: Set<string>;
  let registry: Registry;
  let links: Links;

  beforeEach(() => {
    vi.useFakeTimers();
    asked.length = 0;
    answer = async () => FIGURES;
    running = new Set();
    const clients: Clients = {
      agent: (target) =>
        ({
          close: () => undefined,
          measureLink: (request: { target: string }) => {
            asked.push(`${target} > ${request.target}`);
            return answer();
          },
        }) as never,
      proxy: () => ({ close: () => undefined }) as never,
    };
    const options = { clients, log: silentLogger(), timeToLiveMs: 24 * HOUR_MS };
    registry = new Registry({ ...options, onJoin: (host) => links.joined(host) });
    links = new Links({ registry, running: () => running, log: silentLogger() });
    join('a', 'a:1');
    join('b', 'b:1');
  });
  afterEach(() => {
    links.close();
    registry.close();
    vi.useRealTimers();
  });

  const join = (host: string, target: string, stream = {}) =>
    registry.beat({ host, role: 'agent', target, version: '1' }, stream);
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  it('are measured one after the other, and after a while again', async () => {
    await pass(10_000);
    expect(asked).toEqual(['a:1 > b:1', 'b:1 > a:1']);
    expect(links.of('a')).toEqual([{ peer: 'b', ...FIGURES, fault: '' }]);
    expect(links.from('b')).toEqual(new Map([['a', FIGURES]]));
    await pass(11 * 60_000);
    expect(asked).toHaveLength(4);
  });

  it('wait while an operation is under way', async () => {
    running.add('op-1');
    await pass(60_000);
    expect(asked).toEqual([]);
    running.clear();
    await pass(10_000);
    expect(asked).toHaveLength(2);
  });

  it('are due when an agent joins anew, whose place may be another', async () => {
    await pass(10_000);
    join('b', 'b:1');
    await pass(10_000);
    expect(asked).toHaveLength(4);
  });

  it('say why one could not be measured, and keep what was known of it', async () => {
    await pass(10_000);
    answer = () =>
      Promise.reject(new RemoteError('UNREACHABLE', 'b does not answer', { code: 'UNAVAILABLE' }));
    await pass(11 * 60_000);
    expect(links.of('a')).toEqual([{ peer: 'b', ...FIGURES, fault: 'b does not answer' }]);
    expect(links.from('b').get('a')).toEqual(FIGURES);
    answer = async () => FIGURES;
    await pass(2 * 60_000);
    expect(links.of('a')).toEqual([{ peer: 'b', ...FIGURES, fault: '' }]);
  });

  it('take one that is busy for no fault', async () => {
    answer = () => Promise.reject(new RemoteError('LINK_BUSY', 'busy', { code: 'FAILED_PRECONDITION' }));
    await pass(10_000);
    expect(asked).toHaveLength(2);
    expect(links.of('a')).toEqual([]);
    answer = async () => FIGURES;
    await pass(2 * 60_000);
    expect(links.of('a')).toHaveLength(1);
  });

  it('are nobody asked about when there is one host, or only its own machine reaches it', async () => {
    registry.close();
    links.close();
    links = new Links({ registry, running: () => running, log: silentLogger() });
    join('a', 'unix:/run/a.sock');
    join('b', 'b:1');
    await pass(60_000);
    expect(asked).toEqual([]);
  });
});
