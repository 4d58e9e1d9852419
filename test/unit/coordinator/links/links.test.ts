import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HostLink } from '../../../../proto/gen/parikshan/v1/HostLink.js';
import type { SshHop } from '../../../../proto/gen/parikshan/v1/SshHop.js';
import { Links } from '../../../../coordinator/links/mod.js';
import { Registry, type Clients } from '../../../../coordinator/registry/mod.js';
import { RemoteError } from '../../../../runtime/errors/mod.js';
import { silentLogger } from '../../../../runtime/log/mod.js';

const FIGURES = { roundTripUs: 250, bytesPerSecond: 1e6, measuredAt: '2026-01-01T00:00:00Z' };
const DIRECT = { route: 'TRANSFER_ROUTE_DIRECT', sshFault: '' } as const satisfies HostLink;
const HOUR_MS = 3_600_000;

describe("the coordinator's links", () => {
  /** What each measurement was of, `FROM > TARGET`, and how it ends. */
  const asked: string[] = [];
  let answer: () => Promise<typeof FIGURES>;
  let answerBySsh: () => Promise<typeof FIGURES>;
  let running: Set<string>;
  let registry: Registry;
  let links: Links;

  beforeEach(() => {
    vi.useFakeTimers();
    asked.length = 0;
    answer = async () => FIGURES;
    answerBySsh = async () => FIGURES;
    running = new Set();
    const clients: Clients = {
      agent: (target) =>
        ({
          close: () => undefined,
          measureLink: (request: { target: string; ssh: SshHop | null }) => {
            asked.push(`${target} > ${request.ssh === null ? request.target : `${request.ssh.address} >`}`);
            return request.ssh === null ? answer() : answerBySsh();
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
    expect(links.of('a')).toEqual([{ peer: 'b', ...FIGURES, ...DIRECT, fault: '' }]);
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
    expect(links.of('a')).toEqual([{ peer: 'b', ...FIGURES, ...DIRECT, fault: 'b does not answer' }]);
    expect(links.from('b').get('a')).toEqual(FIGURES);
    answer = async () => FIGURES;
    await pass(2 * 60_000);
    expect(links.of('a')).toEqual([{ peer: 'b', ...FIGURES, ...DIRECT, fault: '' }]);
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

  describe('where a firewall closes the direct way', () => {
    const SLOWER = { ...FIGURES, bytesPerSecond: 5e5 };
    const HOP = { address: 'b:22', target: '127.0.0.1:1' };
    const closed = () =>
      Promise.reject(new RemoteError('DEADLINE_EXCEEDED', 'no answer', { code: 'DEADLINE_EXCEEDED' }));
    const unanswered = () =>
      Promise.reject(new RemoteError('SSH_UNREACHABLE', 'no sshd', { code: 'UNAVAILABLE' }));
    const refused = () =>
      Promise.reject(new RemoteError('HOST_KEY_UNKNOWN', 'who is it', { code: 'FAILED_PRECONDITION' }));
    const withSsh = () => {
      registry.beat({ host: 'a', role: 'agent', target: 'a:1', version: '1', sshLogin: true }, {});
      registry.beat({ host: 'b', role: 'agent', target: 'b:1', version: '1', sshHop: HOP }, {});
      answer = closed;
      answerBySsh = async () => SLOWER;
    };
    const bySsh = () => asked.filter((way) => way.endsWith('22 >')).length;

    it('are measured through ssh, where there is such a way, and these figures count', async () => {
      withSsh();
      await pass(10_000);
      expect(asked).toEqual(['a:1 > b:1', 'a:1 > b:22 >', 'b:1 > a:1']);
      expect(links.of('a')).toEqual([
        { peer: 'b', ...SLOWER, route: 'TRANSFER_ROUTE_SSH', fault: 'no answer', sshFault: '' },
      ]);
      expect(links.from('b').get('a')).toEqual(SLOWER);
      expect(links.routeFacts('a', 'b')).toEqual({
        ...{ direct: { state: 'closed', fault: 'no answer' }, ssh: { state: 'open', fault: '' }, hop: HOP },
      });
      expect(links.routeFacts('b', 'a').hop).toEqual({
        missing:
          'the agent of a names no sshd (--ssh-address), and the agent of b has no key for ssh (--ssh-identity)',
      });
    });

    it('are the direct ones again as soon as that is open', async () => {
      withSsh();
      await pass(10_000);
      answer = async () => FIGURES;
      await pass(11 * 60_000);
      expect(links.of('a')).toEqual([{ peer: 'b', ...FIGURES, ...DIRECT, fault: '' }]);
      expect(links.routeFacts('a', 'b').ssh.state).toBe('unknown');
    });

    it('are tried soon again where no sshd answers, and not where one refuses', async () => {
      withSsh();
      answerBySsh = unanswered;
      await pass(3 * 60_000);
      expect(bySsh()).toBeGreaterThan(1);
      answerBySsh = refused;
      await pass(60_000);
      const before = bySsh();
      await pass(5 * 60_000);
      expect(bySsh()).toBe(before);
      expect(links.of('a')).toMatchObject([{ fault: 'no answer', sshFault: 'who is it' }]);
    });
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
