/** The agent's gRPC service: every call of the contract, on top of instances, clones and replicas. */
import { service, type BoundService } from '../../runtime/grpc/mod.js';
import { cloneHandlers } from './clone-handlers.js';
import { hostHandlers, type HostDependencies } from './host-handlers.js';
import { linkHandlers, type LinkDependencies } from './link-handlers.js';
import { instanceHandlers } from './instance-handlers.js';
import { streamHandlers, type StreamDependencies } from './stream-handlers.js';

export { Clones, type ClonesOptions } from './clones.js';

export type AgentDependencies = HostDependencies & StreamDependencies & LinkDependencies;

export function agentService(dependencies: AgentDependencies): BoundService {
  return service('AgentService', {
    ...hostHandlers(dependencies),
    ...instanceHandlers(dependencies.instances),
    ...cloneHandlers(dependencies.clones, dependencies.replicas),
    ...streamHandlers(dependencies),
    ...linkHandlers(dependencies),
  });
}
