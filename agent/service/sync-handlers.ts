// Calls by which clones and disks travel between hosts.
import { targetFault } from '../../runtime/config/mod.js';
import type { ServiceHandlers } from '../../runtime/grpc/mod.js';
import { InvalidShipmentRequestError, type Fetches, type Source } from '../sync/mod.js';
import { requireName } from './name.js';
import { requireHop } from './ssh-hop.js';

type TakerCalls = 'fetchClone' | 'fetchDisk';
type SourceCalls =
  'makeDiskGeneration' | 'removeDiskGenerations' | 'describeShipment' | 'readShipment' | 'readBlockDigests';

export interface SyncDependencies {
  readonly fetches: Fetches;
  readonly source: Source;
}

export function syncHandlers({
  fetches,
  source,
}: SyncDependencies): Pick<ServiceHandlers<'AgentService'>, TakerCalls | SourceCalls> {
  return {
    fetchClone: async function* (request, { signal }) {
      requireName('clone', request.clone);
      requireTarget(request.source);
      requireHop(request.ssh);
      yield* fetches.clone(request, signal);
    },
    fetchDisk: async function* (request, { signal }) {
      requireName('clone', request.clone);
      requireTarget(request.source);
      requireHop(request.ssh);
      yield* fetches.disk(request, signal);
    },
    makeDiskGeneration: async ({ instance, clone, taker, keep }) => {
      requireName('clone', clone);
      return { generation: await source.makeGeneration({ instance, clone, taker }, keep) };
    },
    removeDiskGenerations: async ({ clone, taker }) => {
      await source.removeGenerations(requireName('clone', clone), taker);
      return {};
    },
    describeShipment: (request) => source.describe(request),
    readShipment: (request) => source.read(request),
    readBlockDigests: (request) => source.digests(request),
  };
}

function requireTarget(source: string): void {
  const fault = targetFault(source);
  if (fault !== undefined)
    throw new InvalidShipmentRequestError(`"${source}" is no agent's address, it ${fault}`);
}
