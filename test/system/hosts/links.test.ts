import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HostLab } from '../../../demo/hosts/mod.js';
import { describeOnSystem } from '../requirements.js';
import { TestLab } from './support/lab.js';

interface LinkJson {
  readonly peer: string;
  readonly roundTripUs: number | null;
  readonly bytesPerSecond: number | null;
  readonly measuredAt: string | null;
  readonly fault: string | null;
}

/** Some measurements one after the other, two seconds apart, and as many that are tried again. */
const MEASURED_MS = 40_000;
const SLOW_BITS = 10_000_000;

describeOnSystem('the links between hosts', () => {
  let lab: TestLab;
  let hosts: HostLab;

  beforeAll(async () => {
    lab = await TestLab.start({ hosts: 3 });
    hosts = lab.hosts;
  });
  afterAll(() => lab?.remove());

  const linksOf = async (name: string): Promise<readonly LinkJson[]> => {
    const { hosts: all } = await hosts.json<{ hosts: { name: string; links: LinkJson[] }[] }>('status');
    return all.find((host) => host.name === name)?.links ?? [];
  };
  const linkFrom = async (name: string, peer: string) =>
    (await linksOf(name)).find((link) => link.peer === peer);

  test('are measured both ways by the agents, and shown', async () => {
    const measured = async () => {
      const links = await Promise.all(['h1', 'h2', 'h3'].map(linksOf));
      return links.flat().filter(({ measuredAt }) => measuredAt !== null);
    };
    await hosts.linksMeasured(MEASURED_MS);
    expect(await measured()).toHaveLength(6);
    for (const link of await measured()) {
      expect(link.fault).toBeNull();
      expect(link.roundTripUs).toBeGreaterThan(20);
      // Ten times what the slow link below has.
      expect(link.bytesPerSecond).toBeGreaterThan((SLOW_BITS / 8) * 10);
    }
  });

  test('show that one is slow, and lets through what it lets through', async () => {
    const h3 = hosts.at('h3');
    await h3.kill('agent');
    await h3.limit(SLOW_BITS);
    // A new agent has measured nothing yet, and the coordinator wants to know it anew.
    await h3.restart('agent');
    await hosts.registered();
    const rate = async () => (await linkFrom('h3', 'h1'))?.bytesPerSecond ?? Infinity;
    await expect.poll(rate, { timeout: MEASURED_MS, interval: 500 }).toBeLessThan((SLOW_BITS / 8) * 1.2);
    expect(await rate()).toBeGreaterThan((SLOW_BITS / 8) * 0.7);
  });
});
