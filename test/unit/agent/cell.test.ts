import { describe, expect, it } from 'vitest';
import { netnsNames, replicaHook } from '../../../agent/cell/mod.js';
import { cellCommands, cellRules, cellSettings } from '../../../agent/cell/cell-plan.js';
import { replicaSpec, REPLICA_CPU_SHARES } from '../../../agent/replica/replica-spec.js';

const cell = { netns: 'pk-1a2b-redis-1-r1', address: '10.87.1.2', gateway: '10.87.1.1', v6: undefined };
const dual = { ...cell, v6: { address: 'fd00::2', gateway: 'fd00::1' } };

describe('cell', () => {
  it('has one way out of the namespace, to the replica', () => {
    const routes = cellCommands(cell)
      .split('\n')
      .filter((line) => line.startsWith('route add'));
    expect(routes.filter((line) => !line.includes('local 0.0.0.0/0'))).toEqual([
      'route add unicast 10.87.1.2/32 dev cell0 table local',
    ]);
  });
  it('has one way out in IPv6 too', () => {
    const routes = cellCommands(dual)
      .split('\n')
      .filter((line) => line.startsWith('route add') && line.includes('::'));
    expect(routes).toEqual([
      'route add local ::/0 dev lo table local',
      'route add unicast fd00::2/128 dev cell0 table local',
    ]);
    expect(cellSettings(dual)).toContain('net.ipv6.conf.all.forwarding=0');
  });
  it('has no IPv6 where production has none', () => {
    expect(cellSettings(cell)).toContain('net.ipv6.conf.all.disable_ipv6=1');
    expect(replicaHook(cell)).toContain('echo 1 > /proc/sys/net/ipv6/conf/$family/disable_ipv6');
    for (const text of [cellCommands(cell), cellRules(cell), replicaHook(cell)])
      expect(text).not.toMatch(/::|ip6/);
  });
  it('has no link-local addresses', () => {
    for (const text of [cellCommands(dual), replicaHook(dual)]) {
      expect(text.indexOf('addrgenmode none')).toBeGreaterThan(0);
      expect(text.indexOf('addrgenmode none')).toBeLessThan(text.search(/link set (cell0|eth0) up/));
    }
  });
  it('lets TCP of the replica through and nothing else, in each family', () => {
    const accepts = cellRules(dual).match(/.*accept$/gm) ?? [];
    expect(accepts.map((line) => line.trim())).toEqual([
      'iif lo accept',
      'iifname cell0 ip saddr 10.87.1.2 meta l4proto tcp accept',
      'iifname cell0 ip6 saddr fd00::2 meta l4proto tcp accept',
      'oif lo accept',
      'ip daddr 10.87.1.2 meta l4proto tcp accept',
      'ip6 daddr fd00::2 meta l4proto tcp accept',
    ]);
    expect(cellRules(dual).match(/counter name \S+ reject/g)).toHaveLength(2);
  });
  it('drops by default in every direction', () => {
    expect(cellRules(dual).match(/policy drop/g)).toHaveLength(3);
    expect(cellRules(dual)).not.toMatch(/policy accept/);
  });
  it('gives the replica the address and gateway of production', () => {
    expect(replicaHook(cell)).toContain('addr add 10.87.1.2/32 dev eth0');
    expect(replicaHook(cell)).toContain('default via 10.87.1.1');
    expect(replicaHook(dual)).toContain('addr add fd00::2/128 dev eth0 nodad');
    expect(replicaHook(dual)).toContain('route add ::/0 via fd00::1 dev eth0');
  });
  it('reads names with and without an id', () => {
    expect(netnsNames('pk-a (id: 3)\npk-b\n\n')).toEqual(['pk-a', 'pk-b']);
  });
});

describe('spec of a replica', () => {
  const instance = {
    root: { path: '/a' },
    mounts: [{ destination: '/proc' }],
    process: { args: ['x'] },
    linux: {
      uidMappings: [{ hostID: 1 }],
      resources: { memory: { limit: 5 }, cpu: { quota: 7, period: 100 } },
    },
  };
  const input = { name: 'r', rootfsPath: '/b', cgroupsPath: '/c', hookPath: '/h', criuConfigPath: '/k' };

  it('keeps what is in the images and puts itself behind production', () => {
    const spec = replicaSpec(instance, input);
    expect(spec).toMatchObject({
      root: { path: '/b' },
      mounts: instance.mounts,
      process: instance.process,
      linux: {
        uidMappings: instance.linux.uidMappings,
        cgroupsPath: '/c',
        resources: { memory: { limit: 5 }, cpu: { quota: 7, shares: REPLICA_CPU_SHARES } },
      },
    });
  });
  it('takes limits of its own', () => {
    const spec = replicaSpec(instance, { ...input, memoryBytes: 9, cpus: 0.5 });
    expect(spec).toMatchObject({
      linux: { resources: { memory: { limit: 9 }, cpu: { quota: 50_000, period: 100_000 } } },
    });
  });
});
