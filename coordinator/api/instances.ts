import { operationMessage } from '../operation/mod.js';
import {
  named,
  parseRequest,
  removeInstanceRequest,
  runInstanceRequest,
  stopInstanceRequest,
} from './requests.js';
import type { Services, SomeHandlers } from './services.js';

type Methods = 'runInstance' | 'listInstances' | 'getInstance' | 'stopInstance' | 'removeInstance';

export function instanceHandlers({ operations, instances, views }: Services): SomeHandlers<Methods> {
  return {
    async runInstance(request) {
      const { requestId, spec, host } = parseRequest(runInstanceRequest, request);
      const identity = { id: requestId, content: { spec, host } };
      const operation = await operations.accept('instance.run', identity, (id) =>
        instances.create.prepare(spec, host, id),
      );
      return { operation: operationMessage(operation) };
    },

    async listInstances(_request, { signal }) {
      return { instances: await views.instances.list(signal) };
    },

    async getInstance(request, { signal }) {
      const { name } = parseRequest(named, request);
      return { instance: await views.instances.get(name, signal) };
    },

    async stopInstance(request) {
      const { name, graceMs } = parseRequest(stopInstanceRequest, request);
      const operation = await operations.accept('instance.stop', { id: '', content: {} }, () =>
        instances.stop.prepare(name, graceMs),
      );
      return { operation: operationMessage(operation) };
    },

    async removeInstance(request) {
      const { name, force } = parseRequest(removeInstanceRequest, request);
      const operation = await operations.accept('instance.remove', { id: '', content: {} }, (id) =>
        instances.remove.prepare(name, force, id),
      );
      return { operation: operationMessage(operation) };
    },
  };
}
