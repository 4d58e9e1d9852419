import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  InvalidConfigurationError,
  installationTag,
  packageRoot,
  parseRoleOptions,
  roleHelp,
  version,
} from '../../../../runtime/config/mod.js';

describe('parseRoleOptions', () => {
  it('has a default for everything', () => {
    expect(parseRoleOptions('agent', [], {})).toMatchObject({
      role: 'agent',
      stateDir: '/var/lib/parikshan',
      runDir: '/run/parikshan',
      listen: 'unix:/run/parikshan/agent.sock',
      coordinatorTarget: 'unix:/run/parikshan/coordinator.sock',
      natsConfigPath: '/run/parikshan/nats.json',
      logLevel: 'info',
    });
  });

  it('prefers arguments to the environment', () => {
    const env = { PARIKSHAN_STATE_DIR: '/a', PARIKSHAN_RUN_DIR: '/b', PARIKSHAN_LOG_LEVEL: '' };
    const options = parseRoleOptions('proxy', ['--state-dir', '/c', '--listen=127.0.0.1:0'], env);
    expect(options).toMatchObject({
      stateDir: '/c',
      runDir: '/b',
      listen: '127.0.0.1:0',
      tag: installationTag('/c'),
    });
    expect(options.coordinatorTarget).toBe('unix:/b/coordinator.sock');
  });

  it('reports all faults together', () => {
    const argv = [
      '--colour',
      'red',
      '--log-level',
      'loud',
      '--listen',
      'nowhere',
      '--host-name',
      '',
      '--coordinator',
      'h:99999',
    ];
    const read = (): unknown => parseRoleOptions('agent', argv, {});
    expect(read).toThrow(InvalidConfigurationError);
    try {
      read();
    } catch (error) {
      const { faults } = error as InvalidConfigurationError;
      for (const part of ['--colour', '`red`', 'loud', 'nowhere', '--host-name needs', '99999'])
        expect(faults.join('\n')).toContain(part);
    }
  });

  it('has a network of each family for instances, from the tag', () => {
    const options = parseRoleOptions('agent', [], { PARIKSHAN_STATE_DIR: '/c' });
    expect(options.instanceNetwork).toMatch(/^10\.87\.\d+\.0\/24$/);
    expect(options.instanceNetwork6).toMatch(/^fd3e:8ac7:[0-9a-f]{1,4}::\/64$/);
    const other = parseRoleOptions('agent', [], { PARIKSHAN_STATE_DIR: '/d' });
    expect(other.instanceNetwork6).not.toBe(options.instanceNetwork6);
  });

  it.each([
    ['FD00:0:0:1::/64', 'fd00:0:0:1::/64'],
    ['fd3e:8ac7:0042::/64', 'fd3e:8ac7:42::/64'],
    ['2001:db8:1:2:0:0:0:0/64', '2001:db8:1:2::/64'],
    ['none', undefined],
  ])('takes %s for the IPv6 network', (given, network) => {
    expect(parseRoleOptions('agent', [], { PARIKSHAN_INSTANCE_NETWORK6: given }).instanceNetwork6).toBe(
      network,
    );
  });

  it.each(['fd00::/48', 'fd00::1/64', 'fe80::/64', 'ff02::/64', '::/64', '10.0.0.0/24', 'fd00:::/64', 'off'])(
    'refuses %s as the IPv6 network',
    (given) => {
      expect(() => parseRoleOptions('agent', ['--instance-network6', given], {})).toThrow(
        /--instance-network6/,
      );
    },
  );

  it('refuses a run directory in which a socket cannot be made', () => {
    expect(() => parseRoleOptions('agent', ['--run-dir', `/${'x'.repeat(100)}`], {})).toThrow(/too long/);
  });

  describe('on several hosts', () => {
    const FAR = ['--coordinator', '10.0.0.1:7420'];
    const TRUSTED = ['--trusted-network', '10.0.0.0/24'];

    it('listens beyond this machine for those of a network', () => {
      const options = parseRoleOptions('agent', ['--listen', '10.0.0.2:7424', ...FAR, ...TRUSTED], {});
      expect(options).toMatchObject({ listen: '10.0.0.2:7424', advertise: undefined });
      expect(options.trusted?.contains('10.0.0.9')).toBe(true);
      expect(options.trusted?.contains('10.0.1.9')).toBe(false);
    });

    it('believes nobody where only this machine reaches it', () => {
      expect(parseRoleOptions('agent', TRUSTED, {}).trusted).toBeUndefined();
    });

    it('tells others another address than it listens on', () => {
      const listen = ['--listen', '0.0.0.0:7424', '--advertise', 'h2:7424'];
      expect(parseRoleOptions('proxy', [...listen, ...FAR, ...TRUSTED], {}).advertise).toBe('h2:7424');
    });

    it.each([
      [['--listen', '10.0.0.2:7424'], /--trusted-network/],
      [['--listen', '0.0.0.0:7424', ...TRUSTED], /--advertise HOST:PORT/],
      [['--listen', '10.0.0.2:7424', ...TRUSTED, '--advertise', '0.0.0.0:1'], /no address others could call/],
      [['--listen', '10.0.0.2:7424', ...TRUSTED, '--advertise', 'h2:0'], /port that is known/],
      [['--listen', '10.0.0.2:7424', ...TRUSTED, '--advertise', 'h2'], /--advertise h2: must be/],
      [['--trusted-network', '10.0.0.1'], /must be a network/],
      [['--trusted-network', '0.0.0.0/0'], /not everybody/],
      [FAR, /cannot reach unix:/],
      [['--listen', '127.0.0.1:7424', ...FAR], /cannot reach 127\.0\.0\.1/],
    ] as const)('refuses %j', (argv, fault) => {
      expect(() => parseRoleOptions('agent', argv, {})).toThrow(fault);
    });

    it('lets the command line ask a coordinator elsewhere', () => {
      expect(parseRoleOptions('coordinator', FAR, {}).coordinatorTarget).toBe('10.0.0.1:7420');
    });
  });

  it('names every option in its help', () => {
    expect(roleHelp('proxy')).toMatch(/--state-dir DIR.*--log-level LEVEL.*PARIKSHAN_LOG_LEVEL/s);
    expect(roleHelp('agent')).toMatch(/Examples:.*parikshan agent --listen .* --trusted-network/s);
  });
});

describe('installation', () => {
  it('has a tag of its own for each state directory, whatever way it is written', () => {
    expect(installationTag('/var/lib/parikshan')).toMatch(/^[0-9a-f]{4}$/);
    expect(installationTag('/var/lib/../lib/parikshan/')).toBe(installationTag('/var/lib/parikshan'));
    expect(installationTag('/other')).not.toBe(installationTag('/var/lib/parikshan'));
  });

  it('finds its package', () => {
    expect(existsSync(join(packageRoot(), 'proto/parikshan/v1/agent.proto'))).toBe(true);
    expect(version()).toMatch(/^\d+\.\d+\.\d+/);
  });
});
