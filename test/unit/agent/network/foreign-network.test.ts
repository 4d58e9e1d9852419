import { describe, expect, it } from 'vitest';
import { foreignAddress } from '../../../../agent/network/foreign-network.js';

const foreign = (cidr: string | null, device = 'eth1', network = '10.87.17.0/24') =>
  foreignAddress(network, 'ab12', [
    { device: 'lo', cidr: '127.0.0.1/8' },
    { device, cidr },
  ])?.device;

describe('the network of instances', () => {
  it.each(['10.87.17.77/24', '10.87.17.1/32', '10.87.17.200/28'])(
    'is not free where another has %s',
    (cidr) => {
      expect(foreign(cidr)).toBe('eth1');
      expect(foreign(cidr, 'pkcd34deadbeef')).toBe('pkcd34deadbeef');
    },
  );

  it("has this installation's own addresses in it", () => {
    expect(foreign('10.87.17.1/32', 'pkab12deadbeef')).toBeUndefined();
  });

  it.each(['10.87.18.77/24', '10.87.0.1/16', '10.0.0.1/8', 'fe80::1/64', null])(
    'is free beside %s, to which the ways are other or wider',
    (cidr) => {
      expect(foreign(cidr)).toBeUndefined();
    },
  );

  it('is looked at in IPv6 too', () => {
    expect(foreign('fd3e:8ac7:ab12::9/64', 'eth1', 'fd3e:8ac7:ab12::/64')).toBe('eth1');
    expect(foreign('fd3e:8ac7::9/32', 'eth1', 'fd3e:8ac7:ab12::/64')).toBeUndefined();
  });
});
