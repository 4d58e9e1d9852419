import { describe, expect, it } from 'vitest';
import { CALL, TestBed } from './support/test-bed.js';

describe('operations', () => {
  it('are replayed to whoever watches, from the start or from where they left', async () => {
    const bed = await TestBed.withCoordinator();
    const id = await bed.createClone(0);
    const live = await bed.finished(id);
    const again = await bed.finished(id);
    expect(again.events).toEqual(live.events);
    const rest = bed.client.watchOperation({ id, afterSequence: 3 }, { timeoutMs: 10_000 });
    const sequences: number[] = [];
    for await (const { event } of rest) sequences.push(event?.sequence ?? 0);
    expect(sequences[0]).toBe(4);
    expect(sequences).toHaveLength(live.events.length - 3);
  });

  it('end for a watcher even when their events have aged away', async () => {
    const bed = await TestBed.withCoordinator();
    const id = await bed.createClone(0);
    await bed.finished(id);
    await bed.jsm.streams.purge('PK_EVENTS');
    const { events } = await bed.finished(id);
    expect(events).toMatchObject([{ kind: 'OPERATION_EVENT_KIND_FINISHED' }]);
  });

  it('go on when their watcher leaves', async () => {
    const bed = await TestBed.withCoordinator();
    const id = await bed.createClone(0);
    for await (const _first of bed.client.watchOperation({ id }, { timeoutMs: 10_000 })) break;
    expect((await bed.finished(id)).operation.state).toBe('OPERATION_STATE_SUCCEEDED');
  });

  it('are started once for a request id, also when asked for at the same time', async () => {
    const bed = await TestBed.withCoordinator();
    const ids = await Promise.all([1, 2, 3].map(() => bed.createClone(0, { requestId: 'mine' })));
    expect(new Set(ids).size).toBe(1);
    await bed.finished(ids[0] ?? '');
    expect(await bed.createClone(0, { requestId: 'mine' })).toBe(ids[0]);
    await expect(bed.createClone(1, { requestId: 'mine' })).rejects.toMatchObject({
      reason: 'REQUEST_ID_REUSED',
    });
    expect((await bed.client.listClones({}, CALL)).clones).toHaveLength(1);
  });

  it('that were refused keep no request id', async () => {
    const bed = await TestBed.withCoordinator();
    const request = { instance: 'nowhere', replicas: 0, requestId: 'mine' };
    for (const _time of [1, 2])
      await expect(bed.client.createClone(request, CALL)).rejects.toMatchObject({
        reason: 'INSTANCE_NOT_FOUND',
      });
    const { operation } = await bed.finished(await bed.createClone(0, { requestId: 'mine' }));
    expect(operation.state).toBe('OPERATION_STATE_SUCCEEDED');
  });

  it('are found by the beginning of their id', async () => {
    const bed = await TestBed.withCoordinator();
    const id = await bed.createClone(0);
    const { operation } = await bed.client.getOperation({ id: id.slice(0, 8) }, CALL);
    expect(operation?.id).toBe(id);
    await expect(bed.client.getOperation({ id: 'op-none' }, CALL)).rejects.toMatchObject({
      reason: 'OPERATION_NOT_FOUND',
    });
    await bed.finished(id);
    await bed.finished(await bed.createClone(0));
    await expect(bed.client.getOperation({ id: 'op-' }, CALL)).rejects.toMatchObject({
      reason: 'OPERATION_AMBIGUOUS',
    });
    expect((await bed.client.listOperations({}, CALL)).operations.at(-1)?.id).toBe(id);
  });

  it('only plan and check when asked to', async () => {
    const bed = await TestBed.withCoordinator();
    const { events, operation } = await bed.finished(await bed.createClone(2, { dryRun: true }));
    expect(operation).toMatchObject({
      kind: 'clone.plan',
      state: 'OPERATION_STATE_SUCCEEDED',
      target: 'web-1',
      results: [],
    });
    const lines = events.filter((event) => event.kind === 'OPERATION_EVENT_KIND_STEP_PROGRESS');
    expect(lines.map((event) => event.message)).toContain('replica: web-1-r2 on alpha, fed from the log');
    expect(lines.map((event) => event.message)).toContain('ok criu-self-test: passed');
    expect(bed.script.calls).toEqual(['checkClone']);
    expect(await bed.leftovers()).toEqual([]);
  });

  it('fail with every check that failed', async () => {
    const bed = await TestBed.withCoordinator();
    bed.agent.checks = [
      {
        name: 'criu-self-test',
        ok: false,
        message: 'It failed.',
        remedy: 'Run scripts/setup.',
        blocking: true,
      },
      { name: 'io-uring', ok: false, message: 'It is used.', remedy: 'Turn it off.', blocking: true },
      { name: 'soft-dirty', ok: false, message: 'Not there.', remedy: '', blocking: false },
    ];
    const { operation } = await bed.finished(await bed.createClone(1));
    expect(operation.failure).toMatchObject({
      reason: 'CHECKS_FAILED',
      metadata: { 'criu-self-test': 'It failed.', 'io-uring': 'It is used.' },
      remedy: 'Run scripts/setup. Turn it off.',
    });
  });
});
