import { describe, expect, it } from 'vitest';
import { freeNumber, labPrefix, planLab } from '../../../../demo/hosts/lab-plan.js';
import { parseNetwork } from '../../../../runtime/ip/mod.js';

const PLACE = { stateDir: '/var/tmp/a/state', runDir: '/run/a' };

describe('the plan of a lab', () => {
  const plan = planLab(
    PLACE,
    ['h1', 'h2', 'h3', 'control'].map((name) => ({ name, kind: 'working' as const })),
    7,
  );

  it('gives every host an address on the bridge and a network of instances that is no other', () => {
    const bridge = parseNetwork(plan.network);
    const networks = plan.hosts.map((host) => host.instanceNetwork);
    expect(new Set(plan.hosts.map((host) => host.address)).size).toBe(4);
    expect(new Set(networks).size).toBe(4);
    for (const host of plan.hosts) expect(bridge?.contains(host.address)).toBe(true);
    for (const network of networks) expect(bridge?.contains(network.replace('.0/24', '.1'))).toBe(false);
    expect(bridge?.contains(plan.ownAddress)).toBe(true);
  });

  it('has names that Linux takes and that tell whose they are', () => {
    const prefix = labPrefix(PLACE);
    expect(prefix).not.toBe(labPrefix({ ...PLACE, stateDir: '/var/tmp/b/state' }));
    expect(plan.ownLink.length).toBeLessThanOrEqual(15);
    for (const { netns, stateDir, name } of plan.hosts) {
      expect(netns).toBe(`${prefix}-${name}`);
      expect(stateDir).toBe(`/var/tmp/a/state/${name}`);
    }
  });
});

describe('the number of a lab', () => {
  it('is the first whose network nobody on this machine has', () => {
    expect(freeNumber(5, ['192.168.0.1', '10.86.7.254'])).toBe(5);
    expect(freeNumber(255, ['10.86.255.254', '10.86.0.254'])).toBe(1);
  });

  it('may not be there', () => {
    const all = Array.from({ length: 256 }, (_, number) => `10.86.${number}.254`);
    expect(() => freeNumber(0, all)).toThrow(/in use/);
  });
});
