// Calls that stream: output of containers, commands in replicas.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ServiceHandlers } from '../../runtime/grpc/mod.js';
import type { Containers, ContainerPaths } from '../container/mod.js';
import { ReplicaNotRunningError } from '../errors.js';
import { converse, Execution, type ExecPlan, type StartExecution } from '../exec/mod.js';
import type { Instances } from '../instance/mod.js';
import { readLog } from '../logs/mod.js';
import type { ReplicaHost } from '../replica/mod.js';
import { requireName } from './name.js';

export interface StreamDependencies {
  readonly runDir: string;
  readonly instances: Instances;
  readonly replicas: ReplicaHost;
  readonly containers: Containers;
}

type StreamCalls = 'streamContainerLogs' | 'execInReplica';

export function streamHandlers(
  dependencies: StreamDependencies,
): Pick<ServiceHandlers<'AgentService'>, StreamCalls> {
  const { runDir, instances, replicas, containers } = dependencies;

  /** Throws when there is none of that name. */
  const pathsOf = async (name: string, replica: boolean): Promise<ContainerPaths> => {
    if (!replica) return (await instances.find(name)).layout.container;
    return replicas.containerPaths((await replicas.status(requireName('replica', name))).record.name);
  };

  const startIn: StartExecution = async ({ replica, command, terminal, size, hostTool }) => {
    const { state, pid } = await replicas.status(requireName('replica', replica));
    if (state !== 'running') throw new ReplicaNotRunningError(replica);
    const plan: ExecPlan = {
      command,
      hostTool,
      terminal: terminal ? (size ?? { columns: 0, rows: 0 }) : undefined,
    };
    return Execution.start(plan, {
      runc: containers.runc.path,
      runcRoot: containers.runc.root,
      containerId: replicas.containerPaths(replica).id,
      pid,
      pidFile: join(runDir, 'exec', `${randomUUID()}.pid`),
    });
  };

  return {
    streamContainerLogs: async function* ({ name, replica, follow, tail }, { signal }) {
      const paths = await pathsOf(name, replica);
      const status = await containers.status(paths);
      // Ends the watch on the container when the reading ends first.
      const left = new AbortController();
      const ended =
        status.kind === 'ended'
          ? Promise.resolve()
          : containers.waitForExit(paths, status.pid, AbortSignal.any([signal, left.signal]));
      try {
        yield* readLog(paths.logPath, { tail, follow, ended, signal });
      } finally {
        left.abort();
      }
    },
    execInReplica: (requests, { signal }) => converse(requests, startIn, signal),
  };
}
