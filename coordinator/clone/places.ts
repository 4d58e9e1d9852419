/** Where the replicas of a clone go: what is known of the hosts is gathered, and the placement asked. */
import type { HostInstance__Output } from '../../proto/gen/parikshan/v1/HostInstance.js';
import {
  makeFleet,
  parseLabelRequirement,
  place,
  placementLines,
  PlacementRefusedError,
  programFlags,
  type PlacementHost,
  type PlacementNeeds,
  type PlacementQuestion,
} from '../placement/mod.js';
import { HostDrainedError } from '../registry/mod.js';
import type { CloneTools } from './job.js';
import type { CloneRequest } from './request.js';

/** What a replica may write of its own before anybody looks, bytes: its disk shares all else. */
const REPLICA_DISK_BYTES = 64 * 1024 ** 2;

/** How large an instance is, or was. */
export type InstanceSize = Pick<HostInstance__Output, 'memoryBytes' | 'diskUsedBytes'>;

/** Where each replica goes, and what was said of it. */
export interface Places {
  /** Replica → host. */
  readonly hosts: ReadonlyMap<string, string>;
  /** Hosts that could take replicas too, should one of these fail; the best first. */
  readonly spare: readonly string[];
  /** For a person: each host, and why. */
  readonly lines: readonly string[];
}

/** What a clone asks of hosts. Pure. */
export function placementNeeds(
  request: CloneRequest,
  instance: InstanceSize,
  source: PlacementHost,
  held: ReadonlySet<string> = new Set(),
): PlacementNeeds {
  const { replicas, spread, hosts, labels, mode, replicaMemoryBytes } = request;
  return {
    ...{ replicas, spread, hosts, mode, held },
    source: source.name,
    labels: labels.flatMap((label) => parseLabelRequirement(label) ?? []),
    // A replica is as large as its instance is now; its images are no larger.
    memory: {
      imageBytes: instance.memoryBytes,
      replicaBytes: replicaMemoryBytes === 0 ? instance.memoryBytes : replicaMemoryBytes,
    },
    disk: { shippedBytes: instance.diskUsedBytes, replicaBytes: REPLICA_DISK_BYTES },
    images: {
      architecture: source.architecture ?? '',
      cpuFlags: programFlags(source.architecture ?? '', source.cpuFlags ?? ''),
      kernel: source.kernel ?? '',
      criuVersion: source.criuVersion ?? '',
    },
  };
}

/**
 * Places the replicas and reserves what they need, unless it is a dry run.
 * @throws PlacementRefusedError with what is in the way of which host
 */
export async function choosePlaces(
  request: CloneRequest,
  instance: InstanceSize,
  at: { readonly source: string; readonly held?: ReadonlySet<string> },
  replicas: readonly string[],
  tools: CloneTools,
  signal: AbortSignal,
): Promise<Places> {
  const { source, held } = at;
  // Whether the instance's own host can have them is what its agent's checks say.
  if (request.mode === 'internal' && request.hosts.length === 0 && request.labels.length === 0) {
    const record = (await tools.store.hosts.get(source))?.value;
    if (replicas.length > 0 && record?.drainedAt !== undefined) throw new HostDrainedError(source);
    return {
      hosts: new Map(replicas.map((replica) => [replica, source])),
      ...{ spare: [], lines: [] },
    };
  }
  const all = await tools.hosts(signal);
  const own = all.find(({ name }) => name === source);
  if (own === undefined) throw new TypeError(`${source} is not among the hosts`);
  const needs = placementNeeds(request, instance, own, held);
  // From here to the reservation nothing is awaited: two clones must not be promised the same.
  const question: PlacementQuestion = {
    ...{ needs, fleet: makeFleet(all), reserved: tools.reservations.byHost, links: tools.linksFrom(source) },
  };
  const placement = place(question);
  if (!placement.placed) throw new PlacementRefusedError(question, placement.obstacle);
  if (!request.dryRun) tools.reservations.reserve(request.name, placement.claims);
  return {
    hosts: new Map(replicas.map((replica, index) => [replica, placement.hosts[index]!])),
    spare: placement.spare,
    lines: placementLines(question, placement),
  };
}
