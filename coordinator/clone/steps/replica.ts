import type { Step } from '../../../runtime/steps/mod.js';
import { CALL_MS } from '../../registry/mod.js';
import type { ReplicaRecord } from '../../store/mod.js';
import { found, type CloneJob } from '../job.js';
import type { ReplicasPlan } from '../plan.js';

/** The cell's way in, and the container's addresses there. */
interface Cell {
  readonly netns: string;
  readonly addresses: string[];
}

/**
 * One replica of a clone in the making. Its calls are not cancelled once made, since agent and proxy go on with them: a
 * cancelled clone waits for the answer and then undoes what it stands for.
 */
export class ReplicaJob {
  readonly clone: CloneJob;
  readonly plan: ReplicasPlan;
  readonly record: ReplicaRecord;
  cell: Cell | undefined;
  /** Host pid of the restored first process. */
  pid = 0;

  constructor(clone: CloneJob, name: string) {
    this.clone = clone;
    this.plan = found(clone.making, 'the plan');
    this.record = {
      name,
      clone: clone.request.name,
      instance: clone.request.instance,
      host: found(clone.places.get(name), 'its host'),
      createdAt: new Date().toISOString(),
      state: { phase: 'creating', operation: clone.run.id },
    };
  }
}

/** The record comes first, so that whatever is made is found again; its removal takes away all of the replica. */
const prepareCell: Step<ReplicaJob> = {
  name: 'prepare-cell',

  async do(job) {
    const { clone, plan, record } = job;
    const { store, registry } = clone.tools;
    await store.replicas.create(record.name, record);
    const request = {
      clone: record.clone,
      replica: record.name,
      memoryBytes: plan.replicaMemoryBytes,
      cpus: plan.replicaCpus,
    };
    job.cell = await registry
      .agent(record.host)
      .prepareReplica(request, { timeoutMs: CALL_MS.prepareReplica });
  },

  async undo({ clone, record }) {
    const { store, removal } = clone.tools;
    if ((await store.replicas.get(record.name)) !== undefined) await removal.replica(record);
  },
};

/** Whom the replica believes to be talking to must be there before it wakes: its first probe would be reset otherwise. */
const twins: Step<ReplicaJob> = {
  name: 'twins',

  async do({ clone, plan, record, cell }) {
    const { netns, addresses } = found(cell, 'the cell');
    const request = {
      replica: record.name,
      netns,
      addresses,
      cut: found(clone.cut, 'the cut'),
      stream: plan.stream,
      logSequence: found(clone.logSequence, 'the mark'),
      order: plan.order,
      patienceMs: plan.patienceMs,
    };
    const proxy = clone.tools.registry.proxy(record.host);
    const answer = await proxy.prepareReplay(request, { timeoutMs: CALL_MS.proxyWork });
    return `${answer.twins} connections taken over`;
  },
};

const restore: Step<ReplicaJob> = {
  name: 'restore',

  async do(job) {
    const { clone, record } = job;
    const agent = clone.tools.registry.agent(record.host);
    const request = { replica: record.name };
    const { replica, restoreMs } = await agent.restoreReplica(request, { timeoutMs: CALL_MS.restore });
    job.pid = replica?.pid ?? 0;
    return `restored in ${restoreMs.toFixed(0)} ms`;
  },
};

const follow: Step<ReplicaJob> = {
  name: 'follow',

  async do({ clone, record, pid }) {
    const { registry, store } = clone.tools;
    const proxy = registry.proxy(record.host);
    await proxy.startReplay({ replica: record.name, pid }, { timeoutMs: CALL_MS.proxyWork });
    await store.replicas.change(record.name, (stored) => ({ ...stored, state: { phase: 'following' } }));
  },
};

/** The making of one replica, up to where it follows. */
export const REPLICA_STEPS: readonly Step<ReplicaJob>[] = [prepareCell, twins, restore, follow];
