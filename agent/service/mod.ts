/** The agent's gRPC service: every call of the contract, on top of instances, clones and replicas. */
import { service, type BoundService } from '../../runtime/grpc/mod.js';
import type { KeyedLock } from '../../runtime/keyed-lock/mod.js';
import { cloneHandlers } from './clone-handlers.js';
import { hostHandlers, type HostDependencies } from './host-handlers.js';
import { linkHandlers, type LinkDependencies } from './link-handlers.js';
import { instanceHandlers } from './instance-handlers.js';
import { streamHandlers, type StreamDependencies } from './stream-handlers.js';
import { syncHandlers, type SyncDependencies } from './sync-handlers.js';

export { Clones, type ClonesOptions } from './clones.js';

export type AgentDependencies = HostDependencies &
  StreamDependencies &
  SyncDependencies &
  LinkDependencies & {
    /** By `clone NAME` and `replica NAME`. */
    readonly oneAtATime: KeyedLock;
  };

export function agentService(dependencies: AgentDependencies): BoundService {
  const { clones, replicas, fetches, oneAtATime } = dependencies;
  return service('AgentService', {
    ...hostHandlers(dependencies),
    ...instanceHandlers(dependencies.instances),
    ...cloneHandlers(clones, replicas, fetches, oneAtATime),
    ...streamHandlers(dependencies),
    ...syncHandlers(dependencies),
    ...linkHandlers(dependencies),
  });
}
