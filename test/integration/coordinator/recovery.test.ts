import { describe, expect, it } from 'vitest';
import { CoordinatorProcess } from './support/coordinator-process.js';
import { CALL, eventually, TestBed } from './support/test-bed.js';

async function bedWithProcess(): Promise<{ bed: TestBed; coordinator: CoordinatorProcess }> {
  const bed = await TestBed.open();
  bed.agent.addInstance('web');
  const coordinator = await CoordinatorProcess.start(bed);
  await bed.startRole('agent');
  await bed.startRole('proxy');
  await bed.joined();
  return { bed, coordinator };
}

describe('a coordinator that is killed', () => {
  it.each([
    'checkClone:after',
    'startCapture:after',
    'getCapture:after',
    'markCapture:after',
    'freezeInstance:before',
    'freezeInstance:inside',
    'freezeInstance:after',
    'prepareReplica:after',
    'prepareReplay:after',
    'restoreReplica:after',
    'startReplay:after',
  ])('at %s: the next one ends the clone and removes what it left', async (point) => {
    const { bed, coordinator } = await bedWithProcess();
    const arrived = bed.script.stayAt(point);
    const id = await bed.createClone(1);
    await arrived;
    await coordinator.end('SIGKILL');
    bed.script.clear();
    // Production does not wait for a coordinator.
    await eventually(async () => bed.agent.frozen.size === 0);

    await CoordinatorProcess.start(bed);
    const { events, operation } = await bed.finished(id);
    expect(operation).toMatchObject({
      state: 'OPERATION_STATE_FAILED',
      failure: { reason: 'OPERATION_INTERRUPTED' },
      results: [],
    });
    // The watch begins with what the dead one said.
    expect(events[0]).toMatchObject({ sequence: 1, step: 'plan', kind: 'OPERATION_EVENT_KIND_STEP_STARTED' });
    expect(await bed.leftovers()).toEqual([]);
    expect([...bed.agent.instances.keys()]).toEqual(['web']);
  });

  it('a clone that is asked for again under its request id is made, and once', async () => {
    const { bed, coordinator } = await bedWithProcess();
    const ask = () => bed.createClone(1, { requestId: 'mine' });
    const arrived = bed.script.stayAt('freezeInstance:after');
    const first = await ask();
    await arrived;
    await coordinator.end('SIGKILL');
    bed.script.clear();
    const next = await CoordinatorProcess.start(bed);
    expect((await bed.finished(first)).operation.failure?.reason).toBe('OPERATION_INTERRUPTED');

    const again = await Promise.all([ask(), ask(), ask()]);
    const [second = ''] = again;
    expect(new Set(again)).toEqual(new Set([second]));
    expect(second).not.toBe(first);
    expect((await bed.finished(second)).operation.results).toEqual(['web-1', 'web-1-r1']);

    await next.end('SIGKILL');
    await CoordinatorProcess.start(bed);
    expect(await ask()).toBe(second);
    expect((await bed.client.listClones({}, CALL)).clones).toHaveLength(1);
  });

  it('while it removes a clone: the next one carries on', async () => {
    const { bed, coordinator } = await bedWithProcess();
    await bed.finished(await bed.createClone(1));
    const arrived = bed.script.stayAt('removeHostClone:before');
    const { operation } = await bed.client.removeClone({ name: 'web-1' }, CALL);
    await arrived;
    await coordinator.end('SIGKILL');
    bed.script.clear();
    await CoordinatorProcess.start(bed);
    const ended = await bed.finished(operation?.id ?? '');
    expect(ended.operation).toMatchObject({ state: 'OPERATION_STATE_SUCCEEDED', results: ['web-1'] });
    expect(await bed.leftovers()).toEqual([]);
  });

  it('leaves clones and replicas as they are', async () => {
    const { bed, coordinator } = await bedWithProcess();
    await bed.finished(await bed.createClone(1));
    await coordinator.end('SIGKILL');
    await CoordinatorProcess.start(bed);
    await bed.joined();
    const { replicas } = await bed.client.listReplicas({}, CALL);
    expect(replicas).toMatchObject([{ name: 'web-1-r1', state: 'REPLICA_STATE_FOLLOWING' }]);
    expect([...bed.proxy.captures]).toEqual(['web']);
  });

  it('stopped by a signal instead, undoes what it is doing and leaves with code 0', async () => {
    const { bed, coordinator } = await bedWithProcess();
    const arrived = bed.script.stayAt('restoreReplica:after');
    const id = await bed.createClone(1);
    await arrived;
    const ended = coordinator.end('SIGTERM');
    bed.script.clear();
    expect(await ended).toBe(0);
    expect([bed.agent.replicas.size, bed.agent.clones.size, bed.proxy.captures.size]).toEqual([0, 0, 0]);
    await CoordinatorProcess.start(bed);
    const { operation } = await bed.client.getOperation({ id }, CALL);
    expect(operation).toMatchObject({
      state: 'OPERATION_STATE_FAILED',
      failure: { reason: 'OPERATION_INTERRUPTED' },
    });
  });
});
