import { execFileSync } from 'node:child_process';
import { absenceFrom } from '../../../../agent/network/ipv6.js';
import { describe, expect, it } from 'vitest';
import { hardwareAddress } from '../../../../agent/network/address.js';
import { firewallScript, firewallScript6 } from '../../../../agent/network/firewall.js';
import {
  allocateAddress,
  gatewayAddress,
  hostInterface,
  networkHookScript,
  pairedAddress,
  peerInterface,
  wire6,
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

describe('IPv6 addresses', () => {
  it('end in the number of the IPv4 address, and lead back to the gateway', () => {
    const network6 = 'fd3e:8ac7:ab12::/64';
    expect(pairedAddress(network6, '10.87.17.254')).toBe('fd3e:8ac7:ab12::254');
    expect(wire6(pairedAddress(network6, '10.87.17.2'))).toEqual({
      address: 'fd3e:8ac7:ab12::2',
      gateway: 'fd3e:8ac7:ab12::1',
    });
    expect(wire6(undefined)).toBeUndefined();
  });

  it('are for hosts on which nobody has switched IPv6 off', () => {
    expect(absenceFrom('0', '0')).toBeUndefined();
    expect(absenceFrom(undefined, undefined)).toMatch(/no IPv6/);
    expect(absenceFrom('1', '0')).toMatch(/conf.all.disable_ipv6/);
    expect(absenceFrom('0', '1')).toMatch(/conf.default.disable_ipv6/);
  });
});

it('gives every address a hardware address of its own, which no manufacturer has', () => {
  expect(hardwareAddress('10.87.17.2')).toBe('02:50:0a:57:11:02');
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
  // Without an address IPv6 is off.
  expect(script).toContain('echo 1 > /proc/sys/net/ipv6/conf/$family/disable_ipv6');
  expect(script).not.toContain('::');
});

it('gives an IPv6 address at once, no other beside it, and a neighbour that is never looked for', () => {
  const v6 = { address: 'fd3e:8ac7:ab12::2', gateway: 'fd3e:8ac7:ab12::1' };
  const hook = { peer: 'ppab1234567890', address: '10.87.17.2', gateway: '10.87.17.1', v6 };
  const script = networkHookScript(hook);
  execFileSync('sh', ['-n'], { input: script });
  const lines = script.split('\n');
  const at = (text: string) => {
    expect(script).toContain(text);
    return lines.findIndex((line) => line.includes(text));
  };
  expect(at('echo 0 > /proc/sys/net/ipv6/conf/$family/disable_ipv6')).toBeLessThan(at('ip address add fd'));
  expect(at('addrgenmode none')).toBeLessThan(at('ip link set dev eth0 up'));
  expect(script).toContain('ip address add fd3e:8ac7:ab12::2/128 dev eth0 nodad');
  expect(script).toContain('fd3e:8ac7:ab12::1 lladdr 02:50:0a:57:11:01 dev eth0 nud permanent');
  expect(script).toContain('ip route add ::/0 via fd3e:8ac7:ab12::1 dev eth0');
});

describe('the firewall', () => {
  const firewall = {
    tag: 'ab12',
    network: NETWORK,
    published: [{ hostPort: 8080, address: '10.87.17.2', port: 80 }],
    addresses6: ['fd00::2', 'fd00::3'],
  };
  const script = firewallScript(firewall);

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

  it('keeps instances from what believes the host, here and elsewhere', () => {
    const closed = { network: '10.0.0.0/24', ports: [7424, 7420] };
    const guarded = firewallScript({ ...firewall, closed });
    expect(guarded).toContain('iifname "pkab12*" fib daddr type local tcp dport { 7424, 7420 } drop');
    expect(guarded).toContain('iifname "pkab12*" ip daddr 10.0.0.0/24 tcp dport { 7424, 7420 } drop');
    const guarded6 = firewallScript6({ ...firewall, closed }, true);
    expect(guarded6).toContain('fib daddr type local tcp dport { 7424, 7420 } drop');
    expect(guarded6).not.toContain('10.0.0.0');
    expect(script).not.toContain('7424');
  });

  it('has a table for IPv6 only where an instance has such an address', () => {
    const script6 = firewallScript6(firewall, true);
    expect(new Set(script6.match(/table \S+ \S+/g))).toEqual(new Set(['table ip6 parikshan_ab12']));
    expect(script6).toContain('iifname "pkab12*" ip6 saddr != { fd00::2, fd00::3 } drop');
    expect(script6).toContain('masquerade');
    expect(firewallScript6({ ...firewall, addresses6: [] }, true)).toBe('');
  });

  it('tells an instance at once that a host which does not forward IPv6 leads nowhere', () => {
    expect(firewallScript6(firewall, true)).not.toContain('reject');
    expect(firewallScript6(firewall, false)).toContain('fib daddr type != local reject');
  });
});
