import { describe, expect, it, onTestFinished } from 'vitest';
import { Links } from '../../../agent/link/mod.js';
import { Ways } from '../../../agent/route/mod.js';
import { linkHandlers } from '../../../agent/service/link-handlers.js';
import { hasReason } from '../../../runtime/errors/mod.js';
import { service, startServer, type ServiceHandlers } from '../../../runtime/grpc/mod.js';
import { silentLogger } from '../../../runtime/log/mod.js';

const NEVER = new AbortController().signal;

/** Directly: nobody here goes through ssh. */
function linksWhile(freezing: () => boolean): Links {
  return new Links(freezing, new Ways({ runDir: '/none', login: undefined, log: silentLogger() }));
}

/** The agent at the other end. */
async function otherEnd(freezing: () => boolean): Promise<string> {
  const handlers = linkHandlers({ links: linksWhile(freezing) });
  const services = [service('AgentService', handlers as ServiceHandlers<'AgentService'>)];
  const server = await startServer({ listen: '127.0.0.1:0', services, log: silentLogger() });
  onTestFinished(() => server.shutdown(0));
  return server.target;
}

describe('a link between two agents', () => {
  it('is measured once, and answered again for some minutes', async () => {
    const target = await otherEnd(() => false);
    const links = linksWhile(() => false);
    const start = performance.now();
    const figures = await links.measure(target, null, NEVER);
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(figures.roundTripUs).toBeGreaterThan(10);
    expect(figures.roundTripUs).toBeLessThan(1_000_000);
    expect(figures.bytesPerSecond).toBeGreaterThan(1_000_000);
    expect(await links.measure(target, null, NEVER)).toBe(figures);
  });

  it('is measured one at a time', async () => {
    const target = await otherEnd(() => false);
    const links = linksWhile(() => false);
    const first = links.measure(target, null, NEVER);
    await expect(links.measure(target, null, NEVER)).rejects.toMatchObject({ reason: 'LINK_BUSY' });
    await first;
  });

  it.each(['here', 'there'] as const)('is left alone while a freeze is under way %s', async (where) => {
    let freezing = true;
    const target = await otherEnd(() => where === 'there' && freezing);
    const links = linksWhile(() => where === 'here' && freezing);
    const refused = await links.measure(target, null, NEVER).catch((error: unknown) => error);
    expect(hasReason(refused, 'LINK_BUSY')).toBe(true);
    freezing = false;
    expect((await links.measure(target, null, NEVER)).bytesPerSecond).toBeGreaterThan(0);
  });

  it.each(['here', 'there'] as const)(
    'is let go of when a freeze begins %s in the middle of it',
    async (where) => {
      let asked = 0;
      // Asked before each call and each piece of filler; there are some 500 pieces.
      const begins = () => (asked += 1) > 100;
      const target = await otherEnd(() => where === 'there' && begins());
      const links = linksWhile(() => where === 'here' && begins());
      const refused = await links.measure(target, null, NEVER).catch((error: unknown) => error);
      expect(hasReason(refused, 'LINK_BUSY')).toBe(true);
      expect(asked).toBeLessThan(200);
    },
  );

  it('says so when nobody is there', async () => {
    const refused = await linksWhile(() => false)
      .measure('127.0.0.1:1', null, NEVER)
      .catch((error: unknown) => error);
    expect(hasReason(refused, 'UNREACHABLE')).toBe(true);
  });
});
