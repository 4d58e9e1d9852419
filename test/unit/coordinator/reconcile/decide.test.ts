import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, type Held, type Picture } from '../../../../coordinator/reconcile/decide.js';
import type { CloneRecord, InstanceRecord, ReplicaRecord } from '../../../../coordinator/store/mod.js';

const CREATED = { host: 'alpha', createdAt: '2026-01-01T00:00:00.000Z' };
const IMAGE = {
  suspend: { freezingMs: 0, memoryMs: 0, diskMs: 0, networkLockMs: 0, frozenMs: 0, clientGapMs: 0 },
  imageBytes: 0,
  connections: 0,
  frozenAtUs: 0,
  resumedAtUs: 0,
};

function instance(name: string, state: InstanceRecord['state'] = { phase: 'present' }): InstanceRecord {
  return { name, ...CREATED, state };
}
function clone(name: string, state?: CloneRecord['state']): CloneRecord {
  return {
    name,
    instance: 'web',
    ...CREATED,
    state: state ?? { phase: 'ready', logSequence: 1, image: IMAGE },
  };
}
function replica(name: string, state: ReplicaRecord['state'] = { phase: 'following' }): ReplicaRecord {
  return { name, clone: 'web-1', instance: 'web', ...CREATED, state };
}
function held(parts: Partial<Held>): Held {
  return { instances: [], clones: [], replicas: [], partialClones: [], ...parts };
}

/** A host that agrees with the state, unless told otherwise. */
function picture(parts: Partial<Picture> = {}): Picture {
  const instances = parts.instances ?? [instance('web')];
  const clones = parts.clones ?? [clone('web-1')];
  const replicas = parts.replicas ?? [replica('web-1-r1')];
  const names = (records: readonly { name: string }[]) => records.map((record) => record.name);
  return {
    instances,
    clones,
    replicas,
    known: {
      instances: new Set(names(instances)),
      clones: new Set(names(clones)),
      replicas: new Set(names(replicas)),
    },
    clonesOfOthers: new Set(),
    usedElsewhere: new Set(),
    cloned: new Set(clones.map((record) => record.instance)),
    running: new Set(),
    agent: held({ instances: names(instances), clones: names(clones), replicas: names(replicas) }),
    proxy: held({ instances: clones.length > 0 ? ['web'] : [], replicas: names(replicas) }),
    logs: clones.length > 0 ? ['web'] : [],
    ...parts,
  };
}

describe('reconciling', () => {
  it('does nothing where state and host agree', () => expect(decide(picture())).toEqual([]));

  it('does nothing where nobody could be asked', () => {
    expect(decide(picture({ agent: undefined, proxy: undefined, logs: ['web'] }))).toEqual([]);
  });

  it('adopts every instance the state does not know, whatever else is lost', () => {
    const lost = picture({
      ...{ instances: [], clones: [], replicas: [] },
      agent: held({ instances: ['web'], clones: ['web-1'], replicas: ['web-1-r1'] }),
      proxy: held({ instances: ['web'], replicas: ['web-1-r1'] }),
      logs: ['web'],
    });
    expect(decide(lost)).toEqual([
      { type: 'adopt-instance', name: 'web' },
      { type: 'remove-unknown-replica', name: 'web-1-r1' },
      { type: 'stop-unknown-replay', name: 'web-1-r1' },
      { type: 'remove-stray-copy', name: 'web-1' },
      { type: 'stop-capture', instance: 'web' },
      { type: 'delete-log', instance: 'web' },
    ]);
  });

  it('starts the capture of a cloned instance again, and detaches what the dead replayer fed', () => {
    expect(decide(picture({ proxy: held({}) }))).toEqual([
      { type: 'detach-replica', name: 'web-1-r1' },
      { type: 'start-capture', instance: 'web' },
    ]);
  });

  it('marks an instance its host has lost, and takes it back when it has it again', () => {
    const gone = picture({ clones: [], replicas: [], agent: held({}) });
    expect(decide(gone)).toMatchObject([{ type: 'mark-instance-lost', name: 'web' }]);
    const back = picture({ instances: [instance('web', { phase: 'lost', why: '' })] });
    expect(decide(back)).toEqual([{ type: 'adopt-instance', name: 'web' }]);
  });

  it('forgets a clone and replicas their host has lost', () => {
    expect(decide(picture({ agent: held({ instances: ['web'] }) }))).toEqual([
      { type: 'remove-replica', name: 'web-1-r1' },
      { type: 'remove-clone', name: 'web-1' },
    ]);
  });

  it('keeps the record of a clone whose images are gone while a replica of it lives', () => {
    expect(decide(picture({ agent: held({ instances: ['web'], replicas: ['web-1-r1'] }) }))).toEqual([]);
  });

  it('keeps a clone whose own host has lost it while a replica of it lives elsewhere', () => {
    const agent = held({ instances: ['web'] });
    expect(decide(picture({ replicas: [], agent, usedElsewhere: new Set(['web-1']) }))).toEqual([]);
  });

  it('removes a copy that a host should not have, and no other', () => {
    const agent = held({ clones: ['web-1', 'web-2'] });
    const other = picture({
      ...{ instances: [], clones: [], replicas: [], agent, proxy: held({}) },
      known: { instances: new Set(['web']), clones: new Set(['web-1', 'web-2']), replicas: new Set() },
      ...{ cloned: new Set(['web']), clonesOfOthers: new Set(['web-2']) },
    });
    expect(decide(other)).toEqual([{ type: 'remove-stray-copy', name: 'web-2' }]);
    const half = held({ clones: ['web-1'], partialClones: ['web-1', 'web-2', 'web-3'] });
    expect(decide({ ...other, agent: half })).toEqual([
      { type: 'remove-stray-copy', name: 'web-2' },
      { type: 'remove-stray-copy', name: 'web-3' },
    ]);
  });

  const half = { phase: 'freezing', operation: 'op-a', logSequence: 1, resumedBy: 1 } as const;
  it('undoes what a dead operation left half-made', () => {
    const left = picture({
      instances: [instance('web'), instance('api', { phase: 'creating', operation: 'op-b' })],
      clones: [clone('web-1', half)],
      replicas: [replica('web-1-r1', { phase: 'creating', operation: 'op-a' })],
    });
    expect(decide(left)).toEqual([
      { type: 'remove-instance', name: 'api' },
      { type: 'remove-replica', name: 'web-1-r1' },
      { type: 'remove-clone', name: 'web-1' },
    ]);
  });

  it('leaves alone what an operation works on', () => {
    const busy = picture({
      instances: [instance('web'), instance('api', { phase: 'creating', operation: 'op-a' })],
      clones: [clone('web-1', half)],
      replicas: [replica('web-1-r1', { phase: 'creating', operation: 'op-a' })],
      running: new Set(['op-a']),
      agent: held({ instances: ['web'] }),
      proxy: held({}),
    });
    expect(decide(busy)).toEqual([]);
  });

  const names = fc.subarray(['web', 'api', 'web-1', 'web-1-r1']);
  const anyHeld = fc.option(
    fc.record({ instances: names, clones: names, replicas: names, partialClones: names }),
    {
      nil: undefined,
    },
  );
  it('never removes an instance that is not half-made or half-removed', () => {
    fc.assert(
      fc.property(anyHeld, anyHeld, names, fc.subarray(['op-a']), (agent, proxy, logs, running) => {
        const actions = decide(
          picture({
            instances: [instance('web'), instance('api', { phase: 'lost', why: '' })],
            ...{ agent, proxy, logs, running: new Set(running) },
          }),
        );
        expect(actions.filter((action) => action.type === 'remove-instance')).toEqual([]);
      }),
    );
  });
});
