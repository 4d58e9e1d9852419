// Calls about the host.
import type { ServiceHandlers } from '../../runtime/grpc/mod.js';
import type { Instances } from '../instance/mod.js';
import { probeHost, type ProbeContext } from '../probes/mod.js';
import type { ReplicaHost } from '../replica/mod.js';
import type { Fetches } from '../sync/mod.js';
import type { Clones } from './clones.js';

export interface HostDependencies {
  readonly hostName: string;
  readonly probes: ProbeContext;
  readonly instances: Instances;
  readonly clones: Clones;
  readonly replicas: ReplicaHost;
  readonly fetches: Fetches;
}

export function hostHandlers(
  dependencies: HostDependencies,
): Pick<ServiceHandlers<'AgentService'>, 'getHost' | 'getAgentInventory'> {
  const { hostName, probes, instances, clones, replicas, fetches } = dependencies;
  return {
    getHost: async () => ({ name: hostName, ...(await probeHost(probes)) }),
    getAgentInventory: async () => ({
      inventory: {
        instances: (await instances.list()).flatMap(({ spec }) => spec?.name ?? []),
        clones: await clones.list(),
        replicas: (await replicas.list()).map(({ record }) => record.name),
        partialClones: await fetches.partial(),
      },
    }),
  };
}
