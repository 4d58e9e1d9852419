import type { Beat } from '../registry/mod.js';
import { heartbeatRequest, parseRequest } from './requests.js';
import { drainHostRequest, hostRequest, labelHostRequest, removeHostRequest } from './host-requests.js';
import type { Services, SomeHandlers } from './services.js';

type Methods =
  | 'heartbeat'
  | 'getStatus'
  | 'listHosts'
  | 'getHostStatus'
  | 'checkHost'
  | 'drainHost'
  | 'setHostLabels'
  | 'removeHost';

export function hostHandlers({ registry, hosts, views, version }: Services): SomeHandlers<Methods> {
  return {
    async *heartbeat(requests) {
      const stream = {};
      let last: Beat | undefined;
      try {
        for await (const request of requests) {
          last = parseRequest(heartbeatRequest, request);
          yield { timeToLiveMs: registry.beat(last, stream) };
        }
      } finally {
        if (last !== undefined) registry.leave(last, stream);
      }
    },

    async getStatus(_request, { signal }) {
      return { version, hosts: await views.hosts.list(signal) };
    },

    async listHosts(_request, { signal }) {
      return { hosts: await views.hosts.list(signal) };
    },

    async getHostStatus(request, { signal }) {
      const { name } = parseRequest(hostRequest, request);
      return { host: await views.hosts.get(name, signal) };
    },

    async checkHost(request, { signal }) {
      const { name } = parseRequest(hostRequest, request);
      return { host: await views.hosts.check(name, signal) };
    },

    async drainHost(request, { signal }) {
      const { name, undo } = parseRequest(drainHostRequest, request);
      await hosts.records.drain(name, undo);
      return { host: await views.hosts.get(name, signal) };
    },

    async setHostLabels(request, { signal }) {
      const { name, set, remove } = parseRequest(labelHostRequest, request);
      await hosts.records.label(name, set, remove);
      return { host: await views.hosts.get(name, signal) };
    },

    async removeHost(request) {
      const { name, force } = parseRequest(removeHostRequest, request);
      const { instances, clones, replicas } = await hosts.remove.remove(name, force);
      return { instances: [...instances], clones: [...clones], replicas: [...replicas] };
    },
  };
}
