import { describe, expect, it } from 'vitest';
import { CUT_CONNECTIONS } from './support/fake-agent.js';
import { SILENCE_US } from './support/fake-proxy.js';
import { CALL, TestBed } from './support/test-bed.js';

/** The calls of a clone with one replica, in their order. */
const CALLS = [
  'checkClone',
  'startCapture',
  'getCapture',
  'markCapture',
  'freezeInstance',
  'prepareReplica',
  'prepareReplay',
  'restoreReplica',
  'startReplay',
];
const POINTS = CALLS.flatMap((call) => [`${call}:before`, `${call}:after`]);

describe('a clone', () => {
  it('is made with its replicas, which follow', async () => {
    const bed = await TestBed.withCoordinator();
    const { events, operation } = await bed.finished(await bed.createClone(2));
    expect(operation).toMatchObject({
      state: 'OPERATION_STATE_SUCCEEDED',
      kind: 'clone.create',
      target: 'web-1',
      results: ['web-1', 'web-1-r1', 'web-1-r2'],
    });
    expect(events.map((event) => event.sequence)).toEqual(events.map((_event, index) => index + 1));
    // What was copied ahead of the freeze, or why nothing was, is said where the freeze is.
    expect(events.find((event) => event.step === 'freeze' && event.message !== '')?.message).toMatch(
      /; no memory was copied ahead: the fake has no memory$/,
    );
    const done = events
      .filter((event) => event.kind === 'OPERATION_EVENT_KIND_STEP_DONE')
      .map((event) => event.step);
    expect(done.filter((step) => !step.includes('/'))).toEqual([
      'plan',
      'safety-checks',
      'ship-disk',
      'capture',
      'mark',
      'freeze',
      'ship',
      'replicas',
      'client-gap',
    ]);
    expect(done.filter((step) => step.startsWith('web-1-r2/'))).toEqual(
      ['prepare-cell', 'twins', 'restore', 'follow'].map((step) => `web-1-r2/${step}`),
    );

    const { clone } = await bed.client.getClone({ name: 'web-1' }, CALL);
    expect(clone).toMatchObject({
      state: 'CLONE_STATE_READY',
      connections: CUT_CONNECTIONS,
      logSequence: 42,
      replicas: ['web-1-r1', 'web-1-r2'],
      suspend: { frozenMs: 5, clientGapMs: SILENCE_US / 1000 },
      preDump: { rounds: 0, why: 'the fake has no memory' },
    });
    expect(clone?.cut?.connections).toHaveLength(CUT_CONNECTIONS);
    expect(bed.proxy.started).toMatchObject([
      {
        stream: 'PK_LOG_web',
        subject: 'parikshan.log.web',
        interface: 'pk-web',
        addresses: ['10.87.0.2', 'fd3e:8ac7:8b42::2'],
        pid: 4711,
        servicePorts: [80],
      },
    ]);
    const { replicas } = await bed.client.listReplicas({ clone: 'web-1' }, CALL);
    expect(replicas.map((replica) => replica.state)).toEqual(Array(2).fill('REPLICA_STATE_FOLLOWING'));
    expect(bed.proxy.prepared[0]).toMatchObject({
      stream: 'PK_LOG_web',
      logSequence: 42,
      order: 'REPLAY_ORDER_STRICT',
    });
    expect(bed.proxy.prepared[0]?.cut?.connections[0]?.options).toMatchObject({ optMask: 7, mssClamp: 1460 });
  });

  it('is removed with all that belongs to it', async () => {
    const bed = await TestBed.withCoordinator();
    await bed.finished(await bed.createClone(1));
    await bed.finished(await bed.createClone(1, { name: 'other' }));
    const first = await bed.client.removeClone({ name: 'web-1' }, CALL);
    expect((await bed.finished(first.operation?.id ?? '')).operation.state).toBe('OPERATION_STATE_SUCCEEDED');
    // The other clone still needs the capture and its log.
    expect([...bed.proxy.captures]).toEqual(['web']);
    const second = await bed.client.removeClone({ name: 'other' }, CALL);
    await bed.finished(second.operation?.id ?? '');
    expect(await bed.leftovers()).toEqual([]);
  });

  it('keeps the replicas that came up when others did not', async () => {
    const bed = await TestBed.withCoordinator();
    const restore = bed.agent.handlers.restoreReplica;
    bed.agent.handlers.restoreReplica = async (request, context) => {
      if (request.replica === 'web-1-r2') throw new Error('no memory');
      return restore(request, context);
    };
    const { operation } = await bed.finished(await bed.createClone(3));
    expect(operation).toMatchObject({
      state: 'OPERATION_STATE_FAILED',
      failure: { reason: 'REPLICAS_FAILED', metadata: { failed: 'web-1-r2', standing: 'web-1-r1,web-1-r3' } },
      results: ['web-1', 'web-1-r1', 'web-1-r3'],
    });
    expect([...bed.agent.replicas.keys()].sort()).toEqual(['web-1-r1', 'web-1-r3']);
    expect([...bed.proxy.replays.keys()].sort()).toEqual(['web-1-r1', 'web-1-r3']);
  });

  it.each(POINTS)('that fails at %s leaves nothing', async (point) => {
    const bed = await TestBed.withCoordinator();
    bed.script.failAt(point);
    const { operation } = await bed.finished(await bed.createClone(1));
    expect(operation).toMatchObject({ state: 'OPERATION_STATE_FAILED', results: [] });
    expect(await bed.leftovers()).toEqual([]);
    const made = POINTS.indexOf(point);
    const undone = (call: string) => bed.script.calls.includes(call);
    expect(undone('stopCapture')).toBe(made >= POINTS.indexOf('startCapture:before'));
    expect(undone('removeHostClone')).toBe(made >= POINTS.indexOf('freezeInstance:before'));
    expect(undone('removeHostReplica')).toBe(made >= POINTS.indexOf('prepareReplica:before'));
  });

  it.each([...POINTS, 'freezeInstance:inside'])('that is cancelled at %s leaves nothing', async (point) => {
    const bed = await TestBed.withCoordinator();
    const arrived = bed.script.stayAt(point);
    const id = await bed.createClone(1);
    await arrived;
    await bed.client.cancelOperation({ id }, CALL);
    bed.script.clear();
    const { operation } = await bed.finished(id);
    expect(operation).toMatchObject({
      state: 'OPERATION_STATE_CANCELLED',
      failure: { reason: 'OPERATION_CANCELLED' },
    });
    expect(await bed.leftovers()).toEqual([]);
  });
});
