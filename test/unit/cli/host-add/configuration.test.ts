import { describe, expect, it } from 'vitest';
import { environmentFile, listenTarget, unitFile } from '../../../../cli/host-add/configuration.js';
import { runtimePackages } from '../../../../cli/host-add/product.js';
import {
  parseFingerprint,
  parseHostFolder,
  parseTarget,
  parseTrustedNetwork,
  parseUserAtHost,
} from '../../../../cli/commands/host/arguments.js';
import { parseRoleOptions } from '../../../../runtime/config/mod.js';

const PLACES = { installDir: '/opt/parikshan', stateDir: '/var/lib/parikshan', runDir: '/run/parikshan' };
const MEMBER = {
  name: 'h3',
  address: '10.0.0.3',
  coordinator: '10.0.0.1:7420',
  trustedNetwork: '10.0.0.0/24',
  instanceNetwork: '10.90.0.0/24',
  ssh: {
    address: '10.0.0.3:22',
    target: undefined,
    user: 'parikshan',
    identity: '/etc/parikshan/id_ed25519',
    knownHosts: '/etc/parikshan/known_hosts',
  },
  nodePath: '/usr/local/bin/node',
};

/** Variables as sh and systemd read them from such a file. */
function variables(text: string): NodeJS.ProcessEnv {
  return Object.fromEntries(
    text
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/=(.*)/s).slice(0, 2)) as [string, string][],
  );
}

describe('what roles on a host are told', () => {
  it('is what they understand', () => {
    const env = variables(environmentFile(PLACES, MEMBER));
    const options = parseRoleOptions('agent', [`--listen=${listenTarget(MEMBER.address, 'agent')}`], env);
    expect(options).toMatchObject({
      hostName: 'h3',
      listen: '10.0.0.3:7424',
      coordinatorTarget: '10.0.0.1:7420',
      natsConfigPath: '/opt/parikshan/etc/nats.json',
      instanceNetwork: '10.90.0.0/24',
      stateDir: '/var/lib/parikshan',
      sshServer: { address: '10.0.0.3:22', target: '10.0.0.3:7424' },
      sshLogin: {
        user: 'parikshan',
        identity: '/etc/parikshan/id_ed25519',
        knownHosts: '/etc/parikshan/known_hosts',
      },
    });
    expect(options.trusted?.contains('10.0.0.9')).toBe(true);
    expect(env['PATH']).toMatch(/^\/opt\/parikshan\/bin:\/usr\/local\/bin:/);
  });

  it('has no line for what is left to the agent, and no word that a shell would take apart', () => {
    const text = environmentFile(PLACES, { ...MEMBER, instanceNetwork: undefined });
    expect(text).not.toMatch(/INSTANCE_NETWORK|SSH_TARGET|undefined/);
    expect(text).toMatch(/^([A-Z_]+=[A-Za-z0-9_.:/+[\]-]+\n)+$/);
  });

  it('leaves production alone when a unit ends', () => {
    const unit = unitFile('agent', PLACES, { ...MEMBER, address: 'fd00::3' });
    expect(unit).toContain('\nKillMode=process\n');
    expect(unit).toContain(
      '\nExecStart=/usr/local/bin/node /opt/parikshan/current/bin/parikshan agent --listen=[fd00::3]:7424\n',
    );
  });
});

describe('the packages that travel', () => {
  it('are those a running installation needs', () => {
    const packages = {
      '': {},
      'node_modules/a': {},
      'node_modules/@b/c': { optional: true },
      'node_modules/a/node_modules/d': {},
      'node_modules/e': { dev: true },
    };
    expect(runtimePackages({ packages })).toEqual([
      { path: 'node_modules/a', optional: false },
      { path: 'node_modules/@b/c', optional: true },
    ]);
  });
});

describe('the arguments of host add', () => {
  it.each([
    '/',
    '/opt',
    'opt/parikshan',
    '/opt/../etc',
    '/opt/a b',
    "/opt/a'b",
    '/opt/parikshan/',
    '/opt/./a',
  ])('%s is no folder for a host', (text) => expect(() => parseHostFolder(text)).toThrow());

  it('take what is right', () => {
    expect(parseHostFolder('/opt/parikshan-2')).toBe('/opt/parikshan-2');
    expect(parseUserAtHost('root@h2').host).toBe('h2');
    expect(parseTrustedNetwork('fd00::/64')).toBe('fd00::/64');
    expect(parseFingerprint(`SHA256:${'a'.repeat(43)}`)).toContain('SHA256:');
  });

  it('refuse everybody, and what is no fingerprint', () => {
    expect(() => parseTrustedNetwork('0.0.0.0/0')).toThrow();
    expect(() => parseFingerprint('MD5:aa:bb')).toThrow();
    expect(() => parseUserAtHost('h2')).toThrow();
    expect(() => parseTarget('10.0.0.1')).toThrow();
    expect(parseTarget('10.0.0.1:7420')).toBe('10.0.0.1:7420');
  });
});
