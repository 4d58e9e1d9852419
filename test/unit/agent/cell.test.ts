import { describe, expect, it } from 'vitest';
import { netnsNames, replicaHook } from '../../../agent/cell/mod.js';
import { cellCommands, cellRules } from '../../../agent/cell/cell-plan.js';
import { replicaSpec, REPLICA_CPU_SHARES } from '../../../agent/replica/replica-spec.js';

const cell = { netns: 'pk-1a2b-redis-1-r1', address: '10.87.1.2', gateway: '10.87.1.1' };

describe('cell', () => {
  it('has one way out of the namespace, to the replica', () => {
    const routes = cellCommands(cell)
      .split('\n')
      .filter((line) => line.startsWith('route add'));
    expect(routes.filter((line) => !line.includes('local 0.0.0.0/0'))).toEqual([
      'route add unicast 10.87.1.2/32 dev cell0 table local',
    ]);
  });
  it('drops by default in every direction', () => {
    expect(cellRules(cell).match(/policy drop/g)).toHaveLength(3);
    expect(cellRules(cell)).not.toMatch(/policy accept/);
  });
  it('gives the replica the address and gateway of production', () => {
    expect(replicaHook(cell)).toContain('addr add 10.87.1.2/32 dev eth0');
    expect(replicaHook(cell)).toContain('default via 10.87.1.1');
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
