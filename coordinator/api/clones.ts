import { operationMessage } from '../operation/mod.js';
import { createCloneRequest, named, parseRequest, startReplicasRequest } from './requests.js';
import type { Services, SomeHandlers } from './services.js';

type Methods = 'createClone' | 'startReplicas' | 'listClones' | 'getClone' | 'removeClone';

export function cloneHandlers({ operations, clones, views }: Services): SomeHandlers<Methods> {
  return {
    async createClone(request) {
      const { requestId, ...content } = parseRequest(createCloneRequest, request);
      const kind = content.dryRun ? 'clone.plan' : 'clone.create';
      const operation = await operations.accept(kind, { id: requestId, content }, (id) =>
        clones.create.prepare(content, id),
      );
      return { operation: operationMessage(operation) };
    },

    async startReplicas(request) {
      const { requestId, ...content } = parseRequest(startReplicasRequest, request);
      const operation = await operations.accept('replica.start', { id: requestId, content }, (id) =>
        clones.start.prepare(content, id),
      );
      return { operation: operationMessage(operation) };
    },

    async listClones() {
      return { clones: await views.clones.list() };
    },

    async getClone(request) {
      const { name } = parseRequest(named, request);
      return { clone: await views.clones.get(name) };
    },

    async removeClone(request) {
      const { name } = parseRequest(named, request);
      const operation = await operations.accept('clone.remove', { id: '', content: {} }, (id) =>
        clones.remove.prepare(name, id),
      );
      return { operation: operationMessage(operation) };
    },
  };
}
