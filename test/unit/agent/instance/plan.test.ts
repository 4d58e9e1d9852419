import { describe, expect, it } from 'vitest';
import type { InstanceSpec__Output } from '../../../../proto/gen/parikshan/v1/InstanceSpec.js';
import type { InvalidInstanceSpecError } from '../../../../agent/errors.js';
import { planInstance, sizedByImage } from '../../../../agent/instance/plan.js';

const SPEC: InstanceSpec__Output = {
  name: 'web',
  rootfs: '/srv/root',
  port: 80,
  publishPort: 0,
  env: [],
  memoryBytes: 0,
  cpus: 0,
  diskBytes: 0,
  command: ['server'],
  workingDirectory: '',
  user: '',
};

function faultsOf(overrides: Partial<InstanceSpec__Output>): readonly string[] {
  try {
    planInstance({ ...SPEC, ...overrides }, 4);
    return [];
  } catch (error) {
    return (error as InvalidInstanceSpecError).faults;
  }
}

describe('planInstance', () => {
  it('fills in what was left out', () => {
    expect(planInstance(SPEC, 4)).toEqual({
      name: 'web',
      rootfs: '/srv/root',
      port: 80,
      env: [],
      command: ['server'],
      cwd: '',
      user: { uid: 0, gid: 0 },
      limits: {},
      diskBytes: 4 * 2 ** 30,
    });
  });

  it.each([
    ['33', { uid: 33, gid: 33 }],
    ['33:44', { uid: 33, gid: 44 }],
  ])('reads the user %s', (user, expected) => {
    expect(planInstance({ ...SPEC, user }, 4).user).toEqual(expected);
  });

  it.each<[string, Partial<InstanceSpec__Output>]>([
    ['a name that could leave its folder', { name: '../x' }],
    ['a name too long', { name: 'a'.repeat(41) }],
    ['a relative root filesystem', { rootfs: 'root' }],
    ['no port', { port: 0 }],
    ['a port too high', { publishPort: 65_536 }],
    ['no command', { command: [] }],
    ['an environment entry without a value', { env: ['X'] }],
    ['a relative working directory', { workingDirectory: 'x' }],
    ['a user by name', { user: 'root' }],
    ['a user above the range', { user: '65536' }],
    ['too little memory', { memoryBytes: 1024 }],
    ['more cores than there are', { cpus: 5 }],
    ['a disk too small', { diskBytes: 1024 }],
  ])('refuses %s', (_, overrides) => {
    expect(faultsOf(overrides)).toHaveLength(1);
  });

  it('names all faults together', () => {
    expect(faultsOf({ name: 'X', port: 0, command: [] })).toHaveLength(3);
  });
});

describe('sizedByImage', () => {
  it("takes the disk image's size, in whole MiB and no smaller than a disk may be, unless another was asked for", () => {
    const plan = planInstance(SPEC, 4);
    const sized = (spec: InstanceSpec__Output, bytes: number) => sizedByImage(plan, spec, bytes).diskBytes;
    expect(sized(SPEC, 10 * 2 ** 30 + 512)).toBe(10 * 2 ** 30 + 2 ** 20);
    expect(sized(SPEC, 512)).toBe(64 * 2 ** 20);
    expect(sized({ ...SPEC, diskBytes: 2 ** 30 }, 512)).toBe(plan.diskBytes);
  });
});
