import { describe, expect, it } from 'vitest';
import { buildSpec, type SpecInput } from '../../../../agent/container/mod.js';

const INPUT: SpecInput = {
  name: 'web',
  rootfsPath: '/state/instances/web/rootfs',
  command: ['server', '--port', '80'],
  env: [],
  cwd: '',
  user: { uid: 0, gid: 0 },
  idRange: { base: 165_536, size: 65_536 },
  cgroupsPath: '/parikshan-ab12/web',
  limits: {},
  hookPath: '/state/instances/web/bundle/network-hook',
  hostname: 'web',
};

describe('buildSpec', () => {
  it('is the same for the same input', () => {
    expect(buildSpec(INPUT)).toEqual(buildSpec(INPUT));
  });

  it('holds no mount that a checkpoint would have to archive, and none that a user namespace forbids', () => {
    const types = buildSpec(INPUT).mounts.map(({ type }) => type);
    expect(types).toEqual(['proc', 'devpts']);
  });

  it('gives it namespaces of its own, among them the user namespace and a network that runc makes', () => {
    const { namespaces, uidMappings, gidMappings } = buildSpec(INPUT).linux;
    expect(namespaces).toEqual(['user', 'network', 'pid', 'mount', 'ipc', 'uts'].map((type) => ({ type })));
    expect(uidMappings).toEqual([{ containerID: 0, hostID: 165_536, size: 65_536 }]);
    expect(gidMappings).toEqual(uidMappings);
  });

  it('cannot gain privileges, and asks for no rlimits, which not every host may raise', () => {
    const { process } = buildSpec(INPUT);
    expect(process.noNewPrivileges).toBe(true);
    expect(process.capabilities.bounding).not.toContain('CAP_SYS_ADMIN');
    expect(process).not.toHaveProperty('rlimits');
  });

  it('adds PATH, HOME and HOSTNAME only where they are not given', () => {
    expect(buildSpec(INPUT).process.env).toEqual([
      expect.stringMatching(/^PATH=/),
      'HOME=/root',
      'HOSTNAME=web',
    ]);
    const given = buildSpec({ ...INPUT, env: ['PATH=/opt', 'X=1', 'HOME='], user: { uid: 5, gid: 5 } });
    expect(given.process.env).toEqual(['HOSTNAME=web', 'PATH=/opt', 'X=1', 'HOME=']);
  });

  it('turns limits into cgroup settings, and none into none', () => {
    expect(buildSpec(INPUT).linux.resources).toEqual({ devices: [{ allow: false, access: 'rwm' }] });
    const { resources } = buildSpec({ ...INPUT, limits: { memoryBytes: 1 << 26, cpus: 0.5 } }).linux;
    expect(resources).toMatchObject({ memory: { limit: 1 << 26 }, cpu: { period: 100_000, quota: 50_000 } });
  });
});
