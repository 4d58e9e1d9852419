import { describe, expect, it } from 'vitest';
import type { ExecReplicaRequest } from '../../../proto/gen/parikshan/v1/ExecReplicaRequest.js';
import { CALL, eventually, TestBed } from './support/test-bed.js';

async function bedWithReplica(): Promise<TestBed> {
  const bed = await TestBed.withCoordinator();
  await bed.finished(await bed.createClone(1));
  return bed;
}

describe('replicas', () => {
  it('are removed, and their clone stays', async () => {
    const bed = await bedWithReplica();
    const { operation } = await bed.client.removeReplica({ name: 'web-1-r1' }, CALL);
    expect((await bed.finished(operation?.id ?? '')).operation.results).toEqual(['web-1-r1']);
    expect([bed.agent.replicas.size, bed.proxy.replays.size, bed.agent.clones.size]).toEqual([0, 0, 1]);
    expect((await bed.client.getClone({ name: 'web-1' }, CALL)).clone?.replicas).toEqual([]);
  });

  it('run commands', async () => {
    const bed = await bedWithReplica();
    async function* input(): AsyncGenerator<ExecReplicaRequest> {
      yield { message: { start: { replica: 'web-1-r1', command: ['cat'] } } };
      yield { message: { stdin: Buffer.from('hello') } };
      yield { message: { stdinClosed: true } };
    }
    const output: string[] = [];
    let status: number | undefined;
    for await (const { message } of bed.client.execReplica(input(), CALL)) {
      if (message?.message === 'stdout') output.push(String(message.stdout));
      if (message?.message === 'exitStatus') status = message.exitStatus;
    }
    expect(output).toEqual(['$ cat\n', 'hello']);
    expect(status).toBe(7);
  });

  it('are watched until their processes end, also past the end of their replay', async () => {
    const bed = await bedWithReplica();
    const states: string[] = [];
    for await (const { replica } of bed.client.watchReplica({ name: 'web-1-r1', intervalMs: 100 }, CALL)) {
      const state = replica?.state ?? '';
      if (states.at(-1) !== state) states.push(state);
      if (state === 'REPLICA_STATE_FOLLOWING') bed.proxy.replays.delete('web-1-r1');
      const container = bed.agent.replicas.get('web-1-r1');
      if (state === 'REPLICA_STATE_DETACHED' && container !== undefined)
        container.state = 'CONTAINER_STATE_EXITED';
    }
    expect(states).toEqual(['REPLICA_STATE_FOLLOWING', 'REPLICA_STATE_DETACHED', 'REPLICA_STATE_EXITED']);
  });

  it('whose proxy comes back without them are detached, and the capture runs again', async () => {
    const bed = await bedWithReplica();
    await bed.stopRole('proxy');
    await eventually(async () => {
      const { replica } = await bed.client.getReplica({ name: 'web-1-r1' }, CALL);
      return replica?.state === 'REPLICA_STATE_UNREACHABLE';
    });
    bed.proxy.replays.clear();
    bed.proxy.captures.clear();
    await bed.startRole('proxy');
    await eventually(async () => {
      const { replica } = await bed.client.getReplica({ name: 'web-1-r1' }, CALL);
      return replica?.state === 'REPLICA_STATE_DETACHED' && bed.proxy.captures.has('web');
    });
    await eventually(async () => {
      const { replica } = await bed.client.getReplica({ name: 'web-1-r1' }, CALL);
      return /^The proxy of alpha was restarted/.test(replica?.reason ?? '');
    });
  });

  it('whose capture ended by itself are captured again, without a word from anybody', async () => {
    const bed = await bedWithReplica();
    bed.proxy.captures.clear();
    await eventually(async () => bed.proxy.captures.has('web'));
  });

  it('whose agent does not beat are shown as unreachable, and come back with it', async () => {
    const bed = await bedWithReplica();
    await bed.stopRole('agent');
    await eventually(async () => {
      const { replicas } = await bed.client.listReplicas({}, CALL);
      const { instances } = await bed.client.listInstances({}, CALL);
      return (
        replicas[0]?.state === 'REPLICA_STATE_UNREACHABLE' &&
        instances[0]?.detail?.state === 'CONTAINER_STATE_UNSPECIFIED'
      );
    });
    await expect(bed.client.removeReplica({ name: 'web-1-r1' }, CALL)).rejects.toMatchObject({
      reason: 'HOST_UNREACHABLE',
    });
    await bed.startRole('agent');
    await eventually(async () => {
      const { replicas } = await bed.client.listReplicas({}, CALL);
      return replicas[0]?.state === 'REPLICA_STATE_FOLLOWING';
    });
  });

  it('that nobody knows are removed when their agent joins, while instances are adopted', async () => {
    const bed = await TestBed.open();
    await bed.startCoordinator();
    bed.agent.addInstance('web');
    bed.agent.clones.add('old');
    bed.agent.replicas.set('old-r1', { name: 'old-r1', clone: 'old', state: 'CONTAINER_STATE_RUNNING' });
    bed.proxy.captures.add('web');
    await bed.jsm.streams.add({ name: 'PK_LOG_web', subjects: ['parikshan.log.web'] });
    await bed.startRole('proxy');
    await bed.startRole('agent');
    await bed.joined();
    await eventually(async () => (await bed.leftovers()).length === 0);
    expect([...bed.agent.instances.keys()]).toEqual(['web']);
    expect(bed.script.calls).not.toContain('removeHostInstance');
  });
});
