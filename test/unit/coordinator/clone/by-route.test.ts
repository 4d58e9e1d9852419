import { describe, expect, it } from 'vitest';
import { byRoute } from '../../../../coordinator/clone/by-route.js';
import type { Route, SshHop } from '../../../../coordinator/links/mod.js';
import { RemoteError } from '../../../../runtime/errors/mod.js';

const HOP = { address: 'h1:22', target: '127.0.0.1:7424' };
const NOBODY = new RemoteError('FETCH_INTERRUPTED', 'Nobody answers.', { code: 'UNAVAILABLE' });
const OTHER = new RemoteError('HOST_KEY_CHANGED', 'It is another.', { code: 'FAILED_PRECONDITION' });

describe('shipping by one way or the other', () => {
  const told: string[] = [];
  const tried: (SshHop | null)[] = [];
  const gone: Route[] = [];

  /** @param closed why each way fails; one that is not in it leads there */
  const ship = (
    routes: readonly Route[],
    closed: Partial<Record<Route, Error>>,
    signal = new AbortController().signal,
  ): Promise<string> => {
    for (const list of [told, tried, gone]) list.length = 0;
    return byRoute(
      { routes, hop: HOP, text: '' },
      {
        attempt: async (hop) => {
          tried.push(hop);
          const fault = closed[hop === null ? 'direct' : 'ssh'];
          if (fault !== undefined) throw fault;
          return 'h2: 7 bytes';
        },
        signal,
        tell: (text) => told.push(text),
        gone: (route) => gone.push(route),
      },
    );
  };

  it('takes the first that leads there, and says when that is ssh', async () => {
    expect(await ship(['direct', 'ssh'], {})).toBe('h2: 7 bytes');
    expect([tried, told, gone]).toEqual([[null], [], ['direct']]);
    expect(await ship(['ssh', 'direct'], {})).toBe('h2: 7 bytes, through ssh at h1:22');
    expect([tried, told, gone]).toEqual([[HOP], ['through ssh at h1:22'], ['ssh']]);
  });

  it('takes the other where nobody is found', async () => {
    expect(await ship(['direct', 'ssh'], { direct: NOBODY })).toBe('h2: 7 bytes, through ssh at h1:22');
    expect(told).toEqual(['directly: Nobody answers. The other way is tried.', 'through ssh at h1:22']);
    expect([tried, gone]).toEqual([[null, HOP], ['ssh']]);
    expect(await ship(['ssh', 'direct'], { ssh: NOBODY })).toBe('h2: 7 bytes');
  });

  it('takes no other where somebody refuses, and none that was not asked for', async () => {
    await expect(ship(['ssh', 'direct'], { ssh: OTHER })).rejects.toBe(OTHER);
    expect(tried).toEqual([HOP]);
    await expect(ship(['direct'], { direct: NOBODY })).rejects.toBe(NOBODY);
    expect([tried, gone]).toEqual([[null], []]);
  });

  it('tells why the last one failed, and tries none once the work has ended', async () => {
    await expect(ship(['direct', 'ssh'], { direct: NOBODY, ssh: OTHER })).rejects.toBe(OTHER);
    await expect(ship(['direct', 'ssh'], { direct: NOBODY }, AbortSignal.abort())).rejects.toBe(NOBODY);
    expect(tried).toEqual([null]);
  });
});
