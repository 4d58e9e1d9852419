import { describe, expect, it } from 'vitest';
import { CALL, eventually, TestBed } from './support/test-bed.js';

const SPEC = { name: 'api', rootfs: '/srv/api', port: 80, command: ['serve'] };

async function host(bed: TestBed, name = 'alpha') {
  return (await bed.client.getHostStatus({ name }, CALL)).host;
}

/** Resolves when both roles have left, and the state says when the host was last heard. */
async function gone(bed: TestBed): Promise<void> {
  await bed.stopRole('agent');
  await bed.stopRole('proxy');
  await eventually(async () => {
    const left = await host(bed);
    return left?.agentAlive === false && left.proxyAlive === false;
  });
}

describe('hosts', () => {
  it('are told with what their agents say, what they have, and when they were heard', async () => {
    const bed = await TestBed.withCoordinator();
    bed.agent.facts = {
      kernel: '6.1',
      cpus: '16',
      'load-average': '1.25',
      'memory-bytes': '1024',
      'memory-available-bytes': '512',
      'pool-free-bytes': '2048',
    };
    await bed.finished(await bed.createClone(2));
    const before = Date.now();
    await eventually(async () => Date.parse((await host(bed))?.lastHeardAt ?? '') >= before);
    const { hosts } = await bed.client.listHosts({}, CALL);
    expect(hosts).toHaveLength(1);
    expect(hosts[0]).toMatchObject({
      name: 'alpha',
      agentAlive: true,
      proxyAlive: true,
      drained: false,
      labels: {},
      agentVersion: 'test',
      proxyVersion: 'test',
      cpus: 16,
      loadAverage: 1.25,
      memoryBytes: 1024,
      memoryAvailableBytes: 512,
      poolFreeBytes: 2048,
      instances: 1,
      clones: 1,
      replicas: 2,
      facts: { kernel: '6.1' },
      checks: [{ name: 'criu-self-test' }],
    });
    expect(await host(bed)).toMatchObject({ name: 'alpha', replicas: 2 });
    await expect(bed.client.getHostStatus({ name: 'omega' }, CALL)).rejects.toMatchObject({
      reason: 'HOST_NOT_FOUND',
    });
  });

  it('stay listed when they are away, also by the next coordinator, with what they said last', async () => {
    const bed = await TestBed.open();
    const first = await bed.startCoordinator();
    bed.agent.facts = { kernel: '6.1', cpus: '4' };
    await bed.startRole('agent');
    await bed.startRole('proxy');
    await eventually(async () => (await host(bed))?.proxyVersion === 'test');
    // What the agent said at first is in the state, and then is all there is.
    await eventually(async () => {
      const stored = await bed.state('hosts.alpha');
      return stored?.includes('"cpus":"4"') === true;
    });
    await bed.client.setHostLabels({ name: 'alpha', set: { zone: 'b' } }, CALL);
    await gone(bed);
    const away = await host(bed);
    expect(Date.parse(away?.lastHeardAt ?? '')).toBeGreaterThan(Date.now() - 20_000);
    await first.shutdown(1000);
    await bed.startCoordinator();
    const { hosts } = await bed.client.listHosts({}, CALL);
    expect(hosts).toMatchObject([
      {
        name: 'alpha',
        agentAlive: false,
        proxyAlive: false,
        labels: { zone: 'b' },
        cpus: 4,
        loadAverage: -1,
        checks: [],
      },
    ]);
    expect(Date.parse(hosts[0]?.lastHeardAt ?? '')).toBeGreaterThan(Date.now() - 20_000);
  });

  it('keep labels and drained state when their roles beat anew', async () => {
    const bed = await TestBed.withCoordinator();
    await bed.client.setHostLabels({ name: 'alpha', set: { zone: 'b', disk: 'ssd' } }, CALL);
    await bed.client.drainHost({ name: 'alpha' }, CALL);
    await bed.stopRole('agent');
    await eventually(async () => (await host(bed))?.agentAlive === false);
    bed.agent.facts = { kernel: '6.12' };
    await bed.startRole('agent');
    await eventually(async () => (await bed.state('hosts.alpha'))?.includes('"kernel":"6.12"') === true);
    expect(await host(bed)).toMatchObject({ labels: { zone: 'b', disk: 'ssd' }, drained: true });
  });

  it('are checked anew, or the call says that they cannot be asked', async () => {
    const bed = await TestBed.withCoordinator();
    bed.agent.checks = [
      { name: 'pool-room', ok: false, blocking: true, message: 'full', remedy: 'empty it' },
    ];
    const { host: checked } = await bed.client.checkHost({ name: 'alpha' }, CALL);
    expect(checked?.checks).toMatchObject([{ name: 'pool-room', ok: false }]);
    await bed.stopRole('agent');
    await eventually(async () => (await host(bed))?.agentAlive === false);
    await expect(bed.client.checkHost({ name: 'alpha' }, CALL)).rejects.toMatchObject({
      reason: 'HOST_UNREACHABLE',
    });
  });

  it('are labelled, and refuse labels that are none', async () => {
    const bed = await TestBed.withCoordinator();
    const label = (set: Record<string, string>, remove: string[] = []) =>
      bed.client.setHostLabels({ name: 'alpha', set, remove }, CALL);
    await label({ zone: 'b', disk: 'ssd' });
    const { host: labelled } = await label({ zone: 'c', gpu: '' }, ['disk', 'never']);
    expect(labelled?.labels).toEqual({ zone: 'c', gpu: '' });
    await expect(label({ '-x': 'a b' }, ['zone=b'])).rejects.toMatchObject({
      reason: 'INVALID_REQUEST',
      message: expect.stringMatching(/set.*remove/) as string,
    });
    await expect(bed.client.setHostLabels({ name: 'omega', set: { a: '' } }, CALL)).rejects.toMatchObject({
      reason: 'HOST_NOT_FOUND',
    });
  });

  it('that are drained get no new instances, and keep what they have', async () => {
    const bed = await TestBed.withCoordinator();
    const { host: drained } = await bed.client.drainHost({ name: 'alpha' }, CALL);
    expect(drained).toMatchObject({ drained: true, instances: 1 });
    const since = drained?.drainedAt;
    await expect(bed.client.runInstance({ spec: SPEC, host: 'alpha' }, CALL)).rejects.toMatchObject({
      reason: 'HOST_DRAINED',
    });
    await expect(bed.client.runInstance({ spec: SPEC }, CALL)).rejects.toMatchObject({
      reason: 'NO_HOST',
      message: 'Every host whose agent beats is drained: alpha.',
    });
    expect((await bed.client.drainHost({ name: 'alpha' }, CALL)).host?.drainedAt).toBe(since);
    expect([...bed.agent.instances.keys()]).toEqual(['web']);
    const { host: undone } = await bed.client.drainHost({ name: 'alpha', undo: true }, CALL);
    expect(undone).toMatchObject({ drained: false, drainedAt: '' });
    const { operation } = await bed.client.runInstance({ spec: SPEC }, CALL);
    expect((await bed.finished(operation?.id ?? '')).operation.state).toBe('OPERATION_STATE_SUCCEEDED');
  });
});

describe('a host is forgotten', () => {
  it('not while it beats or has anything, and all of that is told', async () => {
    const bed = await TestBed.withCoordinator();
    await bed.finished(await bed.createClone(1));
    const refused = bed.client.removeHost({ name: 'alpha' }, CALL);
    await expect(refused).rejects.toMatchObject({
      reason: 'HOST_IN_USE',
      message:
        'Host alpha is in use: its agent and proxy beat; it has 1 instance (web), 1 clone (web-1), 1 replica (web-1-r1).',
      metadata: { roles: 'agent,proxy', replicas: 'web-1-r1' },
    });
    await gone(bed);
    await expect(bed.client.removeHost({ name: 'alpha' }, CALL)).rejects.toMatchObject({
      reason: 'HOST_IN_USE',
      metadata: { roles: '', instances: 'web' },
    });
  });

  it('when it is empty and away, and stays so', async () => {
    const bed = await TestBed.open();
    await bed.startCoordinator();
    await bed.startRole('agent');
    await bed.startRole('proxy');
    await eventually(
      async () => (await host(bed))?.agentAlive === true && (await host(bed))?.proxyAlive === true,
    );
    await gone(bed);
    expect(await bed.client.removeHost({ name: 'alpha' }, CALL)).toEqual({
      instances: [],
      clones: [],
      replicas: [],
    });
    expect((await bed.client.listHosts({}, CALL)).hosts).toEqual([]);
    await expect(bed.client.removeHost({ name: 'alpha' }, CALL)).rejects.toMatchObject({
      reason: 'HOST_NOT_FOUND',
    });
    await expect(bed.client.drainHost({ name: 'alpha' }, CALL)).rejects.toMatchObject({
      reason: 'HOST_NOT_FOUND',
    });
  });

  it('by force with all that it had, and nothing of it is left in the state', async () => {
    const bed = await TestBed.withCoordinator();
    await bed.finished(await bed.createClone(2));
    await gone(bed);
    expect(await bed.client.removeHost({ name: 'alpha', force: true }, CALL)).toEqual({
      instances: ['web'],
      clones: ['web-1'],
      replicas: ['web-1-r1', 'web-1-r2'],
    });
    expect((await bed.client.listHosts({}, CALL)).hosts).toEqual([]);
    expect((await bed.client.listInstances({}, CALL)).instances).toEqual([]);
    expect(await bed.state('cuts.web-1.0')).toBeUndefined();
    expect((await bed.leftovers()).filter((left) => /^(record|stream)/.test(left))).toEqual([]);
  });

  it('by force while it beats, and is back with what it holds and without what was said of it', async () => {
    const bed = await TestBed.withCoordinator();
    await bed.client.setHostLabels({ name: 'alpha', set: { zone: 'b' } }, CALL);
    await bed.client.drainHost({ name: 'alpha' }, CALL);
    await bed.client.removeHost({ name: 'alpha', force: true }, CALL);
    await bed.joined();
    expect(await host(bed)).toMatchObject({ labels: {}, drained: false, instances: 1 });
  });

  it('not while work is under way on it', async () => {
    const bed = await TestBed.withCoordinator();
    const arrived = bed.script.stayAt('createInstance:before');
    const { operation } = await bed.client.runInstance({ spec: SPEC }, CALL);
    await arrived;
    await expect(bed.client.removeHost({ name: 'alpha', force: true }, CALL)).rejects.toMatchObject({
      reason: 'HOST_BUSY',
      message: expect.stringContaining('instance.run api') as string,
    });
    bed.script.clear();
    expect((await bed.finished(operation?.id ?? '')).operation.state).toBe('OPERATION_STATE_SUCCEEDED');
  });
});
