// Calls about clones and replicas.
import type { HostReplica } from '../../proto/gen/parikshan/v1/HostReplica.js';
import type { ServiceHandlers } from '../../runtime/grpc/mod.js';
import type { KeyedLock } from '../../runtime/keyed-lock/mod.js';
import type { ReplicaHost, ReplicaStatus } from '../replica/mod.js';
import type { Fetches } from '../sync/mod.js';
import type { Clones } from './clones.js';
import { requireName } from './name.js';

type CloneCalls =
  | 'checkClone'
  | 'freezeInstance'
  | 'removeHostClone'
  | 'prepareReplica'
  | 'restoreReplica'
  | 'listHostReplicas'
  | 'removeHostReplica';

const STATES = {
  creating: 'CONTAINER_STATE_CREATING',
  running: 'CONTAINER_STATE_RUNNING',
  exited: 'CONTAINER_STATE_EXITED',
} as const;

export function cloneHandlers(
  clones: Clones,
  replicas: ReplicaHost,
  fetches: Fetches,
  /** A caller that died may have left a call that still runs: what undoes it has to wait for it. */
  oneAtATime: KeyedLock,
): Pick<ServiceHandlers<'AgentService'>, CloneCalls> {
  return {
    checkClone: async ({ instance, replicas: count }) => ({ checks: await clones.check(instance, count) }),
    freezeInstance: async ({ instance, clone, deadlineMs, replicas: count }) =>
      oneAtATime.run(`clone ${clone}`, () =>
        clones.freeze(instance, requireName('clone', clone), deadlineMs, count),
      ),
    removeHostClone: async ({ clone }) => {
      requireName('clone', clone);
      // A fetch could take hours yet.
      fetches.cancel(clone);
      await oneAtATime.run(`clone ${clone}`, async () => {
        await clones.remove(clone);
        await fetches.remove(clone);
      });
      return {};
    },
    prepareReplica: async ({ clone, replica, memoryBytes, cpus }) =>
      oneAtATime.run(`replica ${replica}`, () =>
        replicas.prepare({
          clone: requireName('clone', clone),
          replica: requireName('replica', replica),
          memoryBytes,
          cpus,
        }),
      ),
    restoreReplica: async ({ replica }) => {
      const { status, restoreMs } = await oneAtATime.run(`replica ${replica}`, () =>
        replicas.restore(requireName('replica', replica)),
      );
      return { replica: hostReplica(status), restoreMs };
    },
    listHostReplicas: async () => ({ replicas: (await replicas.list()).map(hostReplica) }),
    removeHostReplica: async ({ name }) => {
      await oneAtATime.run(`replica ${name}`, () => replicas.remove(requireName('replica', name)));
      return {};
    },
  };
}

function hostReplica(status: ReplicaStatus): HostReplica {
  const { record, netns, state, pid, exitStatus, endedHow, memoryBytes, cgroup } = status;
  return {
    name: record.name,
    clone: record.clone,
    instance: record.instance,
    state: STATES[state],
    pid,
    netns,
    createdAt: record.createdAt,
    exitStatus,
    memoryBytes,
    endedHow,
    processes: cgroup.processes,
    stoppedProcesses: cgroup.stopped,
    oomKills: cgroup.oomKills,
  };
}
