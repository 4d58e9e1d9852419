import { performSteps } from '../../operation/mod.js';
import { toParikshanError } from '../../../runtime/errors/mod.js';
import type { Step } from '../../../runtime/steps/mod.js';
import { ReplicasFailedError } from '../../errors.js';
import { found, type CloneJob } from '../job.js';
import { ReplicaJob, REPLICA_STEPS } from './replica.js';

/** Restores that run at once: they share the disk and the processors with production. */
const PARALLEL = 4;

/** Further replicas of a clone that is kept: undone alone. */
export const furtherReplicasStep: Step<CloneJob> = {
  name: 'replicas',
  do: makeReplicas,

  async undo({ making, request, host, tools }) {
    await tools.removal.replicasOf(request.name, host, new Set(making?.replicas));
  },
};

/**
 * All replicas, some at a time. One that fails is undone alone and the others go on; when none comes up, the step fails
 * and the whole clone with it, since nothing could be made of it.
 */
export const replicasStep: Step<CloneJob> = {
  name: 'replicas',

  do: makeReplicas,

  async undo(job) {
    await job.undo('image', () => job.tools.removal.replicasOf(job.request.name, job.host));
  },
};

async function makeReplicas(job: CloneJob, signal: AbortSignal): Promise<string> {
  const { replicas } = found(job.making, 'the plan');
  const waiting = replicas.filter((replica) => !job.failed.has(replica));
  const work = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined && !signal.aborted; name = waiting.shift()) {
      await makeReplica(job, name);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  signal.throwIfAborted();
  if (job.failed.size > 0 && job.standing.size === 0) throw new ReplicasFailedError(job.failed, []);
  return `${job.standing.size} of ${replicas.length} follow`;
}

async function makeReplica(job: CloneJob, name: string): Promise<void> {
  try {
    await performSteps(REPLICA_STEPS, new ReplicaJob(job, name), job.run, { prefix: `${name}/` });
    job.standing.add(name);
  } catch (error) {
    job.failed.set(name, toParikshanError(error));
  }
}
