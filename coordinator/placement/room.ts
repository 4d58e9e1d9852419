/** How many replicas a host has room for. Pure. */
import { NO_CLAIM, type Claim } from './claim.js';
import type { PlacementNeeds } from './needs.js';
import type { PlacementHost } from './placement-host.js';
import { reason, type Reason } from './reason.js';

/** What a clone takes of one host apart from its replicas, bytes. */
export interface BaseCost {
  readonly memoryBytes: number;
  readonly diskBytes: number;
}

/** What the host must hold before its first replica. The source's own images are made there whether or not it gets one. */
export function baseCost(needs: PlacementNeeds, host: string): BaseCost {
  if (needs.held.has(host)) return { memoryBytes: 0, diskBytes: 0 };
  const diskBytes = host === needs.source ? 0 : needs.disk.shippedBytes;
  return { memoryBytes: needs.memory.imageBytes, diskBytes };
}

/** Replicas that fit; fewer than 0 where not even the images do. Where a figure is not known, nothing fits. */
export function room(needs: PlacementNeeds, host: PlacementHost, reserved: Claim): number {
  const base = baseCost(needs, host.name);
  return Math.min(
    fitting(
      (host.memoryAvailableBytes ?? -1) - reserved.memoryBytes - base.memoryBytes,
      needs.memory.replicaBytes,
    ),
    fitting((host.poolFreeBytes ?? -1) - reserved.diskBytes - base.diskBytes, needs.disk.replicaBytes),
  );
}

function fitting(free: number, each: number): number {
  if (free < 0) return -1;
  return each === 0 ? Infinity : Math.floor(free / each);
}

/** What so many replicas on a host take of it. */
export function claimOf(needs: PlacementNeeds, host: string, replicas: number): Claim {
  const base = baseCost(needs, host);
  return {
    replicas,
    memoryBytes: base.memoryBytes + replicas * needs.memory.replicaBytes,
    diskBytes: base.diskBytes + replicas * needs.disk.replicaBytes,
  };
}

/** Why not even one replica fits; empty when one does. */
export function roomReasons(needs: PlacementNeeds, host: PlacementHost, reserved = NO_CLAIM): Reason[] {
  const wanted = claimOf(needs, host.name, 1);
  const memory = lack(wanted.memoryBytes, host.memoryAvailableBytes, reserved.memoryBytes);
  const disk = lack(wanted.diskBytes, host.poolFreeBytes, reserved.diskBytes);
  const reasons: Reason[] = [];
  if (memory !== undefined) {
    reasons.push(
      reason(
        'memory',
        `One replica needs ${gibibytes(wanted.memoryBytes)} of memory there, ${memory}.`,
        'Remove replicas and clones there that are no longer needed, or give replicas less with --replica-memory.',
      ),
    );
  }
  if (disk !== undefined) {
    reasons.push(
      reason(
        'disk',
        `One replica needs ${gibibytes(wanted.diskBytes)} in its disk pool, ${disk}.`,
        'Remove instances and clones there that are no longer needed, or free space below its state folder.',
      ),
    );
  }
  return reasons;
}

/** What there is, in words, when it is too little. */
function lack(wanted: number, free: number | undefined, reserved: number): string | undefined {
  if (free === undefined) return 'and its agent does not say what there is';
  if (wanted <= free - reserved) return undefined;
  const promised =
    reserved === 0 ? '' : `, of which ${gibibytes(reserved)} are promised to clones in the making`;
  return `it has ${gibibytes(free)}${promised}`;
}

export function gibibytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(2)} GiB`;
}
