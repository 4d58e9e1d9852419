import { describe, expect, it } from 'vitest';
import { parseRoleOptions, roleHelp } from '../../../../runtime/config/mod.js';

const LISTEN = ['--listen', '10.0.0.2:7424', '--trusted-network', '10.0.0.0/24'];
const LOGIN = ['--ssh-user', 'parikshan', '--ssh-identity', '/etc/id', '--ssh-known-hosts', '/etc/known'];

describe('what an agent is told of ssh', () => {
  it('is nothing unless it is', () => {
    expect(parseRoleOptions('agent', LISTEN, {})).toMatchObject({
      sshLogin: undefined,
      sshServer: undefined,
    });
  });

  it('is through which sshd others come, and where that finds it', () => {
    const server = (...more: string[]) =>
      parseRoleOptions('agent', [...LISTEN, '--ssh-address', 'h2:22', ...more], {}).sshServer;
    expect(server()).toEqual({ address: 'h2:22', target: '10.0.0.2:7424' });
    expect(server('--ssh-target', 'h2:1')).toEqual({ address: 'h2:22', target: 'h2:1' });
    const any = ['--advertise', 'h2:7424', '--listen'];
    expect(server(...any, '0.0.0.0:7424')?.target).toBe('127.0.0.1:7424');
    expect(server(...any, '[::]:7424')?.target).toBe('[::1]:7424');
  });

  it('is how it goes to others', () => {
    expect(parseRoleOptions('agent', LOGIN, {}).sshLogin).toEqual({
      ...{ user: 'parikshan', identity: '/etc/id', knownHosts: '/etc/known' },
    });
  });

  it.each([
    [['--ssh-user', 'a'], /--ssh-identity is missing.*\n.*--ssh-known-hosts is missing/],
    [[...LOGIN, '--ssh-user', 'a b'], /no name of a user/],
    [[...LOGIN, '--ssh-identity', 'id'], /absolute/],
    [['--ssh-target', 'h2:1'], /of no use without --ssh-address/],
    [['--ssh-address', 'h2:22'], /agent listens on unix:/],
    [[...LISTEN, '--ssh-address', 'h2'], /must be/],
    [[...LISTEN, '--ssh-address', 'unix:/x'], /must be HOST:PORT/],
    [[...LISTEN, '--ssh-address', 'h2:0'], /port that is known/],
    [[...LISTEN, '--ssh-address', '0.0.0.0:22'], /no address to go to/],
  ])('is refused: %j', (argv, fault) => {
    expect(() => parseRoleOptions('agent', argv, {})).toThrow(fault);
  });

  it('is of no interest to other roles, which share its environment', () => {
    const env = { PARIKSHAN_SSH_USER: 'a', PARIKSHAN_SSH_ADDRESS: 'h2:22' };
    expect(parseRoleOptions('proxy', [], env)).toMatchObject({ sshLogin: undefined, sshServer: undefined });
    expect(roleHelp('proxy')).not.toContain('--ssh');
    expect(roleHelp('agent')).toMatch(/--ssh-address HOST:PORT.*Examples:.*--ssh-identity/s);
  });
});
