import { service, type BoundService } from '../../runtime/grpc/mod.js';
import { cloneHandlers } from './clones.js';
import { hostHandlers } from './hosts.js';
import { instanceHandlers } from './instances.js';
import { operationHandlers } from './operations.js';
import { replicaHandlers } from './replicas.js';
import type { Services } from './services.js';
import { streamHandlers } from './streams.js';

/** The coordinator's gRPC service. */
export function coordinatorService(services: Services): BoundService {
  return service('CoordinatorService', {
    ...hostHandlers(services),
    ...instanceHandlers(services),
    ...cloneHandlers(services),
    ...replicaHandlers(services),
    ...operationHandlers(services),
    ...streamHandlers(services),
  });
}
