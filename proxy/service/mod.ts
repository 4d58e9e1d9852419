/** The proxy's gRPC service: every call of the contract, on top of captures and replays. */
import { service, type BoundService, type ServiceHandlers } from '../../runtime/grpc/mod.js';
import type { Replays } from '../replayer/mod.js';
import type { Captures } from './captures.js';
import { watchInterval, watchReplay } from './replay-watch.js';

export { Captures } from './captures.js';

export interface ProxyDependencies {
  readonly captures: Captures;
  readonly replays: Replays;
}

export function proxyService({ captures, replays }: ProxyDependencies): BoundService {
  const handlers: ServiceHandlers<'ProxyService'> = {
    async startCapture(request) {
      return captures.start(request);
    },
    async markCapture({ instance }) {
      return captures.mark(instance);
    },
    async getCapture({ instance }) {
      return { capture: await captures.status(instance) };
    },
    async measureClientGap({ instance, frozenAtUs, resumedAtUs, withinMs }) {
      const freeze = { fromUs: Number(frozenAtUs), untilUs: Number(resumedAtUs) };
      return captures.clientGap(instance, freeze, withinMs);
    },
    async stopCapture({ instance }) {
      return { stopped: await captures.stop(instance) };
    },
    async prepareReplay(request) {
      return { twins: await replays.prepare(request) };
    },
    async startReplay({ replica, pid }) {
      await replays.start(replica, pid);
      return {};
    },
    async getReplay({ replica }) {
      return { replay: await replays.status(replica) };
    },
    async *watchReplay({ replica, intervalMs }, { signal }) {
      const read = () => replays.status(replica);
      for await (const replay of watchReplay(read, watchInterval(intervalMs), signal)) yield { replay };
    },
    async stopReplay({ replica }) {
      return { stopped: await replays.stop(replica) };
    },
    async getProxyInventory() {
      return { inventory: { instances: captures.names, replicas: replays.names, clones: [] } };
    },
  };
  return service('ProxyService', handlers);
}
