import type { Host } from '../../../proto/gen/parikshan/v1/Host.js';
import { afterEach, describe, expect, it } from 'vitest';
import { RemoteError } from '../../../runtime/errors/mod.js';
import { startFakeCoordinator } from './fake-coordinator.js';
import type { CoordinatorHandlers, FakeCoordinator } from './fake-coordinator.js';
import { runCli, startCliOnTerminal } from './run-cli.js';
import { HOST } from './samples.js';

let fake: FakeCoordinator | undefined;
afterEach(async () => {
  await fake?.stop();
  fake = undefined;
});

async function cli(script: Partial<CoordinatorHandlers>, ...args: string[]) {
  fake = await startFakeCoordinator(script);
  return runCli(['host', ...args, '--run-dir', fake.runDir]);
}

describe('host list', () => {
  const AWAY = { name: 'beta', loadAverage: -1, lastHeardAt: '' };

  it('has a line for each, with - for what is not known', async () => {
    const { code, stdout } = await cli({ listHosts: async () => ({ hosts: [HOST, AWAY] }) }, 'list');
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'alpha\talive\tdown\tdrained\t1\t3\t16\t1.50\t34359738368\t1073741824\tssd zone=b\t2026-01-02T03:04:05Z',
      'beta\tdown\tdown\t-\t0\t0\t-\t-\t-\t-\t-\t-',
      '',
    ]);
  });

  it('is a table on a terminal', async () => {
    fake = await startFakeCoordinator({ listHosts: async () => ({ hosts: [HOST] }) });
    const { stdout } = await startCliOnTerminal(['host', 'ls', '--run-dir', fake.runDir], '').result;
    expect(stdout).toMatch(/NAME +AGENT +PROXY +DRAINED/);
    expect(stdout).toMatch(
      /alpha +alive +down +drained +1 +3 +16 +1\.50 +32 GiB +1 GiB +ssd zone=b +\d+d ago/,
    );
  });

  it('is JSON with null for what is not known', async () => {
    const { stdout } = await cli({ listHosts: async () => ({ hosts: [AWAY] }) }, 'list', '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      {
        name: 'beta',
        agentAlive: false,
        loadAverage: null,
        memoryBytes: null,
        lastHeardAt: null,
        labels: {},
      },
    ]);
  });
});

describe('host show', () => {
  it('tells all of one', async () => {
    const { stdout } = await cli({ getHostStatus: async () => ({ host: HOST }) }, 'show', 'alpha');
    expect(stdout).toContain('agent\talive, version 0.1.0\nproxy\tdown, version 0.1.0\n');
    expect(stdout).toContain('drained\tdrained, since 2026-01-02T03:00:00Z\n');
    expect(stdout).toContain('memory\t32 GiB of 64 GiB free\n');
    expect(stdout).toContain('failing checks\tpool-room\n');
    expect(stdout).toContain('from beta\t0.25 ms, 112 MiB/s\n');
  });

  it('says which ways are through ssh, and why others are closed', async () => {
    const fault = 'ProbeLink did not answer in time.';
    const measured = {
      roundTripUs: 1_500,
      bytesPerSecond: 50 * 1024 ** 2,
      measuredAt: '2026-01-02T03:00:00Z',
    };
    const host: Host = {
      ...HOST,
      facts: { 'ssh-address': '10.0.0.1:22', 'ssh-user': 'parikshan' },
      links: [
        { peer: 'beta', ...measured, fault, route: 'TRANSFER_ROUTE_SSH' },
        { peer: 'gamma', fault, sshFault: 'No sshd.' },
      ],
    };
    const script = { getHostStatus: async () => ({ host }) };
    const { stdout } = await cli(script, 'show', 'alpha');
    expect(stdout).toContain('ssh\tothers come through 10.0.0.1:22; it goes to others as parikshan\n');
    expect(stdout).toContain(`from beta\t1.50 ms, 50 MiB/s through ssh; directly: ${fault}\n`);
    expect(stdout).toContain(`from gamma\t${fault} Through ssh: No sshd.\n`);
    const shown = JSON.parse((await cli(script, 'show', 'alpha', '--json')).stdout) as { links: unknown[] };
    expect(shown.links).toMatchObject([
      { peer: 'beta', route: 'ssh', fault, sshFault: null },
      { peer: 'gamma', route: null, fault, sshFault: 'No sshd.' },
    ]);
  });

  it('fails with 1 and the reason for one that is not known', async () => {
    const getHostStatus = async () => {
      throw new RemoteError('HOST_NOT_FOUND', 'There is no host omega.', { code: 'NOT_FOUND' });
    };
    const { code, stderr } = await cli({ getHostStatus }, 'show', 'omega', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({ error: { reason: 'HOST_NOT_FOUND' } });
  });
});

describe('host check', () => {
  it('prints what was found, and fails on what blocks clones', async () => {
    const { code, stdout, stderr } = await cli({ checkHost: async () => ({ host: HOST }) }, 'check', 'alpha');
    expect(code).toBe(1);
    expect(stdout).toBe(
      'failed\tpool-room\talpha\tIt is full.\tRemove something.\n' +
        'ok\tipv6\talpha\tNew instances can have one.\t-\n',
    );
    expect(stderr).toContain('parikshan host check alpha');
  });

  it('is well where nothing blocks', async () => {
    const host = { ...HOST, checks: HOST.checks?.slice(1) ?? [] };
    const { code, stdout } = await cli({ checkHost: async () => ({ host }) }, 'check', 'alpha', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, host: { checks: [{ name: 'ipv6' }] } });
  });
});

describe('host drain, label and rm', () => {
  it('ask for what was said', async () => {
    const script: Partial<CoordinatorHandlers> = {
      drainHost: async () => ({ host: HOST }),
      setHostLabels: async () => ({ host: HOST }),
      removeHost: async () => ({ instances: ['web'], clones: [], replicas: [] }),
    };
    fake = await startFakeCoordinator(script);
    const run = (...args: string[]) => runCli(['host', ...args, '--run-dir', fake?.runDir ?? '']);
    expect((await run('drain', 'alpha')).code).toBe(0);
    expect((await run('drain', '--undo', 'alpha')).code).toBe(0);
    const labelled = await run('label', 'alpha', 'zone=b', 'ssd=', 'disk-');
    expect(labelled.stdout).toBe('ssd zone=b\n');
    const removed = await run('rm', 'alpha', '--force', '--json');
    expect(JSON.parse(removed.stdout)).toEqual({
      removed: 'alpha',
      instances: ['web'],
      clones: [],
      replicas: [],
    });
    expect(fake.calls.map(({ request }) => request)).toEqual([
      { name: 'alpha', undo: false },
      { name: 'alpha', undo: true },
      { name: 'alpha', set: { zone: 'b', ssd: '' }, remove: ['disk'] },
      { name: 'alpha', force: true },
    ]);
  });

  it.each([[['alpha']], [['alpha', 'zone']], [['alpha', 'zone=a', 'zone-']]])(
    'label %j is a usage error',
    async (args) => {
      const { code, stderr } = await cli({}, 'label', ...args);
      expect(code).toBe(2);
      expect(stderr).toContain('parikshan host label --help');
      expect(fake?.calls).toEqual([]);
    },
  );
});
