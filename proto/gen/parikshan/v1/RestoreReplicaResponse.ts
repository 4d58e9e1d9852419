// Original file: proto/parikshan/v1/agent.proto

import type { HostReplica as _parikshan_v1_HostReplica, HostReplica__Output as _parikshan_v1_HostReplica__Output } from '../../parikshan/v1/HostReplica.js';

/**
 * Its processes run.
 */
export interface RestoreReplicaResponse {
  /**
   * The replica.
   */
  'replica'?: (_parikshan_v1_HostReplica | null);
  /**
   * How long the restore took, milliseconds.
   */
  'restoreMs'?: (number | string);
}

/**
 * Its processes run.
 */
export interface RestoreReplicaResponse__Output {
  /**
   * The replica.
   */
  'replica': (_parikshan_v1_HostReplica__Output | null);
  /**
   * How long the restore took, milliseconds.
   */
  'restoreMs': (number);
}
