/** How good a host is for the next replica. Pure, and without an object for each host: it is asked of thousands. */
import type { Claim } from './claim.js';
import type { PlacementNeeds } from './needs.js';
import type { PlacementHost } from './placement-host.js';

/** What was measured between the source and a host. */
export interface Link {
  readonly roundTripUs: number;
  readonly bytesPerSecond: number;
}

/** Parts of a score, 0 (worst) to 1 (best) each. */
export interface Score {
  /** Free share of what is scarcer, processors or memory, once the replica is there. */
  readonly load: number;
  /** 1: the same host; 0.5: a millisecond away. */
  readonly nearness: number;
  /** 1: nothing to ship; 0.5: ten seconds of shipping. */
  readonly bandwidth: number;
  readonly total: number;
}

/** Load counts as much as the other two: a replica on a busy host is slow as long as it lives, shipping is over soon. */
const WEIGHT = { load: 0.5, nearness: 0.3, bandwidth: 0.2 } as const;
/** Round trip at which nearness is halved, µs: beyond a building. */
const HALF_NEAR_US = 1_000;
/** Time of shipping at which bandwidth is halved, seconds. */
const HALF_SHIPPING_S = 10;
/** A link that nobody has measured is somewhat worse than most that are. */
const UNKNOWN_LINK = 0.3;
/** Processes that want to run because of a replica that has been promised and is in no load average yet. */
const LOAD_OF_REPLICA = 0.5;

/** What is on the host already when the score is asked for. */
export interface Standing {
  readonly reserved: Claim;
  /** Replicas of this clone that were placed there. */
  readonly placed: number;
  readonly link: Link | undefined;
}

/** For the next replica of the clone there. */
export function score(needs: PlacementNeeds, host: PlacementHost, standing: Standing): Score {
  const load = loadPart(needs, host, standing);
  const nearness = nearnessPart(needs, host.name, standing.link);
  const bandwidth = bandwidthPart(needs, host.name, standing);
  return { load, nearness, bandwidth, total: weighted(load, nearness, bandwidth) };
}

/** Its total alone. */
export function scoreTotal(needs: PlacementNeeds, host: PlacementHost, standing: Standing): number {
  return weighted(
    loadPart(needs, host, standing),
    nearnessPart(needs, host.name, standing.link),
    bandwidthPart(needs, host.name, standing),
  );
}

/**
 * The best load that a host can have for any clone whatever is promised there: no total of a host that is not the source, holds no
 * images, and to which no link was measured, is above `boundWithoutLink` of it.
 */
export function bestLoad({
  cpus = 1,
  loadAverage = cpus,
  memoryBytes = 0,
  memoryAvailableBytes = 0,
}: PlacementHost) {
  return loadShare(cpus, loadAverage + LOAD_OF_REPLICA, memoryBytes, memoryAvailableBytes);
}

export function boundWithoutLink(load: number): number {
  return weighted(load, UNKNOWN_LINK, UNKNOWN_LINK);
}

function weighted(load: number, nearness: number, bandwidth: number): number {
  return WEIGHT.load * load + WEIGHT.nearness * nearness + WEIGHT.bandwidth * bandwidth;
}

function loadPart(needs: PlacementNeeds, host: PlacementHost, { reserved, placed }: Standing): number {
  // Who does not say how busy it is counts as busy.
  const { cpus = 1, loadAverage = cpus, memoryBytes = 0, memoryAvailableBytes = 0 } = host;
  const running = loadAverage + LOAD_OF_REPLICA * (reserved.replicas + placed + 1);
  const taken = reserved.memoryBytes + (placed + 1) * needs.memory.replicaBytes;
  return loadShare(cpus, running, memoryBytes, memoryAvailableBytes - taken);
}

function loadShare(cpus: number, running: number, memoryBytes: number, freeBytes: number): number {
  return clamp(Math.min(1 - running / Math.max(1, cpus), memoryBytes > 0 ? freeBytes / memoryBytes : 0));
}

function nearnessPart({ source }: PlacementNeeds, host: string, link: Link | undefined): number {
  if (host === source) return 1;
  return link === undefined ? UNKNOWN_LINK : HALF_NEAR_US / (HALF_NEAR_US + Math.max(0, link.roundTripUs));
}

function bandwidthPart(needs: PlacementNeeds, host: string, { placed, link }: Standing): number {
  if (placed > 0 || host === needs.source || needs.held.has(host)) return 1;
  if (link === undefined) return UNKNOWN_LINK;
  if (link.bytesPerSecond <= 0) return 0;
  const seconds = (needs.memory.imageBytes + needs.disk.shippedBytes) / link.bytesPerSecond;
  return HALF_SHIPPING_S / (HALF_SHIPPING_S + seconds);
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
