// Original file: proto/parikshan/v1/agent.proto

import type { Check as _parikshan_v1_Check, Check__Output as _parikshan_v1_Check__Output } from '../../parikshan/v1/Check.js';

/**
 * The host.
 */
export interface GetHostResponse {
  /**
   * Host name.
   */
  'name'?: (string);
  /**
   * Facts by name: `kernel`, `architecture`, `cpus`, `cpu-flags`, `load-average`, `memory-bytes`, `memory-available-bytes`, `criu`,
   * `criu-version`, `runc`, `pool-kind`, `pool-free-bytes`, `soft-dirty`, ...
   */
  'facts'?: ({[key: string]: string});
  /**
   * Checks, e.g. of CRIU and of room.
   */
  'checks'?: (_parikshan_v1_Check)[];
}

/**
 * The host.
 */
export interface GetHostResponse__Output {
  /**
   * Host name.
   */
  'name': (string);
  /**
   * Facts by name: `kernel`, `architecture`, `cpus`, `cpu-flags`, `load-average`, `memory-bytes`, `memory-available-bytes`, `criu`,
   * `criu-version`, `runc`, `pool-kind`, `pool-free-bytes`, `soft-dirty`, ...
   */
  'facts': ({[key: string]: string});
  /**
   * Checks, e.g. of CRIU and of room.
   */
  'checks': (_parikshan_v1_Check__Output)[];
}
