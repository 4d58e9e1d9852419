// Original file: proto/parikshan/v1/coordinator.proto

import type { Replica as _parikshan_v1_Replica, Replica__Output as _parikshan_v1_Replica__Output } from '../../parikshan/v1/Replica.js';

/**
 * One report.
 */
export interface WatchReplicaResponse {
  /**
   * It.
   */
  'replica'?: (_parikshan_v1_Replica | null);
}

/**
 * One report.
 */
export interface WatchReplicaResponse__Output {
  /**
   * It.
   */
  'replica': (_parikshan_v1_Replica__Output | null);
}
