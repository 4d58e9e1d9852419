import { describe, expect, it } from 'vitest';
import { checkHost, needsSetup, type HostNeeds } from '../../../../cli/host-add/check-host.js';
import { lookArguments, readFacts, type HostFacts } from '../../../../cli/host-add/look.js';

const PLACES = { installDir: '/opt/parikshan', stateDir: '/var/lib/parikshan', runDir: '/run/parikshan' };
const SAID = `host-name=h3
user-id=0
machine=x86_64
kernel=6.1.0-18-amd64
system=debian 12
node-path=/usr/bin/node
node=v20.19.1
criu=yes
state-room=83886080
install-room=83886080
memory=8000000
address=10.0.0.3
systemd=yes
version=0.1.0-aaaa
version=0.1.0-bbbb
current=0.1.0-bbbb
running=agent
end=yes
`;
const GOOD = readFacts(SAID)!;
const NEEDS: HostNeeds = {
  places: PLACES,
  name: 'h3',
  address: '10.0.0.3',
  trustedNetwork: '10.0.0.0/24',
  machine: 'x86_64',
  productBytes: 10_000_000,
  coordinator: '10.0.0.1:7420',
  natsServers: ['10.0.0.1:7422'],
  clockAheadMs: 20,
  clockDoubtMs: 5,
  nameTaken: false,
  sshFiles: [],
};

const failing = (facts: Partial<HostFacts>, needs: Partial<HostNeeds> = {}) =>
  checkHost({ ...GOOD, ...facts }, { ...NEEDS, ...needs }).filter(({ ok }) => !ok);

describe('what a host says', () => {
  it('is read', () => {
    expect(GOOD).toMatchObject({
      hostName: 'h3',
      node: { path: '/usr/bin/node', version: '20.19.1' },
      stateRoomBytes: 80 * 1024 ** 3,
      versions: ['0.1.0-aaaa', '0.1.0-bbbb'],
      current: '0.1.0-bbbb',
      running: ['agent'],
      systemd: true,
      stateDirExists: false,
    });
  });

  it('is nothing when it did not come to its end, or is no answer of ours', () => {
    expect(readFacts(SAID.replace('end=yes', ''))).toBeUndefined();
    expect(readFacts('This account is not available.')).toBeUndefined();
  });

  it('is asked with peers apart from their ports', () => {
    const words = lookArguments(PLACES, ['/etc/id'], ['10.0.0.1:7420', '[fd00::1]:7422']);
    expect(words.slice(3)).toEqual(['1', '/etc/id', '10.0.0.1', '7420', 'fd00::1', '7422']);
  });
});

describe('the checks of a host', () => {
  it('pass on one that fits', () => {
    expect(failing({})).toEqual([]);
  });

  it.each<[string, Partial<HostFacts>, Partial<HostNeeds>]>([
    ['root', { userId: 1000 }, {}],
    ['architecture', { machine: 'aarch64' }, {}],
    ['kernel', { kernel: '4.19.0-26-amd64' }, {}],
    ['kernel', { kernel: 'unknown' }, {}],
    ['node', { node: undefined }, {}],
    ['node', { node: { path: '/usr/bin/node', version: '20.18.9' } }, {}],
    ['node', { node: { path: '/usr/bin/node', version: '' } }, {}],
    ['tools', { missingTools: ['bash'] }, {}],
    ['programs', { missingPrograms: ['runc'], system: 'fedora 41' }, {}],
    ['programs', { missingPrograms: ['runc'], system: 'debian 11' }, {}],
    ['room', { stateRoomBytes: 1024 ** 3 }, {}],
    ['install-room', { installRoomBytes: 20_000_000 }, {}],
    ['memory', { memoryAvailableBytes: 100 * 1024 ** 2 }, {}],
    ['reach-coordinator', { unreached: ['10.0.0.1:7420'] }, {}],
    ['reach-coordinator', {}, { coordinator: 'unix:/run/parikshan/coordinator.sock' }],
    ['reach-nats', { unreached: ['10.0.0.1:7422'] }, {}],
    ['reach-nats', {}, { natsServers: ['127.0.0.1:7422'] }],
    ['reach-nats', { unreached: ['fd00::1:7422'] }, { natsServers: ['[fd00::1]:7422'] }],
    ['address', {}, { address: '' }],
    ['address', {}, { address: '::1', trustedNetwork: '::/1', coordinator: 'h1:7420' }],
    ['trusted-network', {}, { address: '10.0.1.3' }],
    ['trusted-network', {}, { coordinator: '10.0.1.1:7420' }],
    ['name', { running: [] }, { nameTaken: true }],
  ])('find %s', (name, facts, needs) => {
    const found = failing(facts, needs);
    expect(found.map((finding) => finding.name)).toEqual([name]);
    expect(found[0]).toMatchObject({ blocking: true });
    expect(found[0]?.remedy).not.toBe('');
  });

  it.each<[Partial<HostFacts>, Partial<HostNeeds>]>([
    [{ userId: 1000, sudo: true }, {}],
    [{ missingPrograms: ['runc'], criuTested: false }, {}],
    [{ missingPrograms: ['runc'], system: 'debian' }, {}],
    [{ criuTested: false, system: 'fedora 41' }, {}],
    [{ kernel: '5.4.0' }, {}],
    [{ node: { path: '/usr/bin/node', version: '22.1.0' } }, {}],
    [{ running: ['agent', 'proxy'] }, { nameTaken: true }],
    [{}, { coordinator: 'h1.example:7420', address: 'h3.example' }],
    [{}, { clockAheadMs: -3_000, clockDoubtMs: 2_500 }],
  ])('have nothing against %j %j', (facts, needs) => {
    expect(failing(facts, needs)).toEqual([]);
  });

  it('only warn of a clock that is off', () => {
    const [found, ...others] = failing({}, { clockAheadMs: -5_000 });
    expect(others).toEqual([]);
    expect(found).toMatchObject({ name: 'clock', blocking: false });
    expect(found?.message).toMatch(/5\.0 s behind/);
  });

  it('only warn of files for ssh that are not there yet', () => {
    const sshFiles = ['/etc/parikshan/id', '/etc/parikshan/known'];
    expect(failing({}, { sshFiles })).toEqual([]);
    const found = failing({ missingFiles: ['/etc/parikshan/known'] }, { sshFiles });
    expect(found).toMatchObject([{ name: 'ssh-files', blocking: false }]);
    expect(found[0]?.message).toContain('/etc/parikshan/known');
  });

  it('report all that is wrong together', () => {
    const found = failing({ userId: 1000, kernel: '4.19.0', unreached: ['10.0.0.1:7420', '10.0.0.1:7422'] });
    expect(found.map(({ name }) => name)).toEqual(['root', 'kernel', 'reach-coordinator', 'reach-nats']);
  });

  it('know whether set-up has work to do', () => {
    expect(needsSetup(GOOD)).toBe(false);
    expect(needsSetup({ ...GOOD, criuTested: false })).toBe(true);
    expect(needsSetup({ ...GOOD, missingPrograms: ['nft'] })).toBe(true);
  });
});
