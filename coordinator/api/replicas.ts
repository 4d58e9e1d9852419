import { operationMessage } from '../operation/mod.js';
import { listReplicasRequest, named, parseRequest, watchReplicaRequest } from './requests.js';
import type { Services, SomeHandlers } from './services.js';
import { watchReplica } from './watch-replica.js';

type Methods = 'listReplicas' | 'getReplica' | 'watchReplica' | 'removeReplica';

export function replicaHandlers(services: Services): SomeHandlers<Methods> {
  const { operations, replicas, views } = services;
  return {
    async listReplicas(request, { signal }) {
      const { clone } = parseRequest(listReplicasRequest, request);
      return { replicas: await views.replicas.list(clone, signal) };
    },

    async getReplica(request, { signal }) {
      const { name } = parseRequest(named, request);
      return { replica: await views.replicas.get(name, signal) };
    },

    async *watchReplica(request, { signal }) {
      const { name, intervalMs } = parseRequest(watchReplicaRequest, request);
      for await (const replica of watchReplica(services, name, intervalMs, signal)) yield { replica };
    },

    async removeReplica(request) {
      const { name } = parseRequest(named, request);
      const operation = await operations.accept('replica.remove', { id: '', content: {} }, (id) =>
        replicas.remove.prepare(name, id),
      );
      return { operation: operationMessage(operation) };
    },
  };
}
