import type { Beat } from '../registry/mod.js';
import { heartbeatRequest, parseRequest } from './requests.js';
import type { Services, SomeHandlers } from './services.js';

export function hostHandlers({
  registry,
  views,
  links,
  version,
}: Services): SomeHandlers<'heartbeat' | 'getStatus'> {
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
      const hosts = await views.hosts.list(signal);
      return { version, hosts: hosts.map((host) => ({ ...host, links: links.of(host.name ?? '') })) };
    },
  };
}
