import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { firewallScript } from '../../../../agent/network/firewall.js';
import {
  allocateAddress,
  gatewayAddress,
  hostInterface,
  networkHookScript,
  peerInterface,
} from '../../../../agent/network/mod.js';

const NETWORK = '10.87.17.0/24';

describe('addresses', () => {
  it('begin behind the gateway and fill gaps', () => {
    expect(gatewayAddress(NETWORK)).toBe('10.87.17.1');
    expect(allocateAddress(NETWORK, new Set())).toBe('10.87.17.2');
    expect(allocateAddress(NETWORK, new Set(['10.87.17.2', '10.87.17.4']))).toBe('10.87.17.3');
  });

  it('end before the broadcast address', () => {
    const taken = new Set<string>();
    for (let count = 0; count < 253; count++) taken.add(allocateAddress(NETWORK, taken));
    expect(taken.has('10.87.17.254')).toBe(true);
    expect(() => allocateAddress(NETWORK, taken)).toThrow(/All addresses of 10.87.17.0\/24/);
  });
});

it('names interfaces within what Linux allows, the two ends apart', () => {
  const longest = 'a'.repeat(40);
  expect(hostInterface('ab12', longest)).toMatch(/^pkab12[0-9a-f]{8}$/);
  expect(peerInterface('ab12', longest)).toMatch(/^ppab12[0-9a-f]{8}$/);
});

it('writes a hook that the shell accepts', () => {
  const hook = { peer: 'ppab1234567890', address: '10.87.17.2', gateway: '10.87.17.1' };
  const script = networkHookScript(hook);
  execFileSync('sh', ['-n'], { input: script });
  expect(script).toContain('ip address add 10.87.17.2/32 dev eth0');
  expect(script).toContain('ip route add default via 10.87.17.1 dev eth0 onlink');
  expect(script).not.toContain('dev eth0 address');
  expect(networkHookScript({ ...hook, mac: '02:00:00:00:00:01' })).toContain(
    'dev eth0 address 02:00:00:00:00:01',
  );
});

describe('the firewall', () => {
  const script = firewallScript({
    tag: 'ab12',
    network: NETWORK,
    published: [{ hostPort: 8080, address: '10.87.17.2', port: 80 }],
  });

  it('replaces our table and touches no other', () => {
    expect(script).toMatch(
      /^table ip parikshan_ab12\ndelete table ip parikshan_ab12\ntable ip parikshan_ab12 \{/,
    );
    expect(new Set(script.match(/table ip \S+/g))).toEqual(new Set(['table ip parikshan_ab12']));
  });

  it('leads a published port in from outside and from the host itself', () => {
    const rule = 'fib daddr type local tcp dport 8080 dnat to 10.87.17.2:80';
    expect(script.split(rule)).toHaveLength(3);
  });

  it('lets no instance use the way that 127.0.0.1 was given', () => {
    expect(script).toContain('iifname "pkab12*" ip daddr 127.0.0.0/8 drop');
  });
});
