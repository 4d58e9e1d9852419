import type { ReplayOrder } from '../../proto/gen/parikshan/v1/ReplayOrder.js';
import type { RouteWish } from '../links/mod.js';

/** More replicas than this from one freeze on one host help nobody. */
export const MAX_REPLICAS = 64;
/** The longest that production may stand still when the request does not say. */
export const DEFAULT_FREEZE_DEADLINE_MS = 10_000;
/** Production must not stand still for longer whatever a request says. */
export const MAX_FREEZE_DEADLINE_MS = 120_000;

/** A request for a clone with all defaults filled in. */
export interface CloneRequest {
  readonly instance: string;
  readonly name: string;
  readonly replicas: number;
  readonly order: ReplayOrder;
  /** 0: the replayer's default. */
  readonly patienceMs: number;
  readonly freezeDeadlineMs: number;
  /** 0: as the instance. */
  readonly replicaMemoryBytes: number;
  readonly replicaCpus: number;
  /** 0: the default. */
  readonly logBytes: number;
  readonly dryRun: boolean;
  readonly mode: ReplicaMode;
  /** Only on these; empty: any that the mode allows. */
  readonly hosts: readonly string[];
  /** `KEY` or `KEY=VALUE`, all of which a host must have. */
  readonly labels: readonly string[];
  /** What transfers to other hosts may use, bytes a second and host; 0: all there is. */
  readonly bytesPerSecond: number;
  /** By which way disk and memory go to other hosts. */
  readonly route: RouteWish;
  /** Removed when it is older than this and has no replica; 0: kept until somebody removes it. */
  readonly keepSeconds: number;
  /** On at least so many hosts. */
  readonly spread: number;
}

/** `any`: where it is best. */
export type ReplicaMode = 'any' | 'internal' | 'external';
