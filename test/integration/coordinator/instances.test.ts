import { describe, expect, it } from 'vitest';
import { CALL, TestBed } from './support/test-bed.js';

const SPEC = { name: 'api', rootfs: '/srv/api', port: 80, command: ['serve'] };

async function run(bed: TestBed, spec: object = SPEC) {
  const { operation } = await bed.client.runInstance({ spec: { ...SPEC, ...spec } }, CALL);
  return bed.finished(operation?.id ?? '');
}

describe('instances', () => {
  it('are run, listed, stopped and removed', async () => {
    const bed = await TestBed.withCoordinator();
    expect((await run(bed)).operation).toMatchObject({
      state: 'OPERATION_STATE_SUCCEEDED',
      results: ['api'],
    });
    const { instances } = await bed.client.listInstances({}, CALL);
    expect(instances.map(({ name, host, detail }) => [name, host, detail?.state])).toEqual([
      ['api', 'alpha', 'CONTAINER_STATE_RUNNING'],
      ['web', 'alpha', 'CONTAINER_STATE_RUNNING'],
    ]);
    const refused = await bed.client.removeInstance({ name: 'api' }, CALL);
    expect((await bed.finished(refused.operation?.id ?? '')).operation.failure?.reason).toBe(
      'HOST_INSTANCE_RUNS',
    );
    const stop = await bed.client.stopInstance({ name: 'api' }, CALL);
    expect((await bed.finished(stop.operation?.id ?? '')).operation.state).toBe('OPERATION_STATE_SUCCEEDED');
    const remove = await bed.client.removeInstance({ name: 'api' }, CALL);
    await bed.finished(remove.operation?.id ?? '');
    expect([...bed.agent.instances.keys()]).toEqual(['web']);
    await expect(bed.client.getInstance({ name: 'api' }, CALL)).rejects.toMatchObject({
      reason: 'INSTANCE_NOT_FOUND',
    });
  });

  it('are not run twice, and a failed run takes nothing of the first away', async () => {
    const bed = await TestBed.withCoordinator();
    await expect(bed.client.runInstance({ spec: { ...SPEC, name: 'web' } }, CALL)).rejects.toMatchObject({
      reason: 'INSTANCE_EXISTS',
    });
    // The host has one that the coordinator has not heard of.
    bed.agent.addInstance('hidden');
    await expect(bed.client.runInstance({ spec: { ...SPEC, name: 'hidden' } }, CALL)).rejects.toMatchObject({
      reason: 'INSTANCE_EXISTS',
    });
    expect(bed.agent.instances.has('hidden')).toBe(true);
  });

  it.each(['createInstance:before', 'createInstance:after'])('that fail at %s are gone', async (point) => {
    const bed = await TestBed.withCoordinator();
    bed.script.failAt(point);
    expect((await run(bed)).operation.state).toBe('OPERATION_STATE_FAILED');
    expect([...bed.agent.instances.keys()]).toEqual(['web']);
    bed.script.clear();
    expect((await run(bed)).operation.state).toBe('OPERATION_STATE_SUCCEEDED');
  });

  it('with clones are removed by force only', async () => {
    const bed = await TestBed.withCoordinator();
    await bed.finished(await bed.createClone(1));
    await expect(bed.client.removeInstance({ name: 'web' }, CALL)).rejects.toMatchObject({
      reason: 'INSTANCE_HAS_CLONES',
      metadata: { clones: 'web-1' },
    });
    const { operation } = await bed.client.removeInstance({ name: 'web', force: true }, CALL);
    expect((await bed.finished(operation?.id ?? '')).operation.state).toBe('OPERATION_STATE_SUCCEEDED');
    expect(bed.agent.instances.size).toBe(0);
    expect(await bed.leftovers()).toEqual([]);
  });

  it('that do not run cannot be cloned', async () => {
    const bed = await TestBed.withCoordinator();
    bed.agent.addInstance('web', 'CONTAINER_STATE_EXITED');
    const { operation } = await bed.finished(await bed.createClone(1));
    expect(operation.failure).toMatchObject({
      reason: 'INSTANCE_NOT_RUNNING',
      metadata: { state: 'exited' },
    });
    expect(await bed.leftovers()).toEqual([]);
  });

  it('tell every fault of a request at once', async () => {
    const bed = await TestBed.withCoordinator();
    const asked = bed.client.runInstance({ spec: { ...SPEC, name: 'X', port: 0 } }, CALL);
    await expect(asked).rejects.toMatchObject({
      reason: 'INVALID_REQUEST',
      message: expect.stringMatching(/spec\.name .*; spec\.port /) as string,
    });
  });

  it('show what they wrote', async () => {
    const bed = await TestBed.withCoordinator();
    const lines: string[] = [];
    for await (const { line } of bed.client.streamLogs({ name: 'web', tail: 500 }, CALL))
      lines.push(String(line));
    expect(lines).toHaveLength(500);
    expect(lines.at(-1)).toBe('line 499');
  });
});
