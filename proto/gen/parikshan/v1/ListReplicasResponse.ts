// Original file: proto/parikshan/v1/coordinator.proto

import type { Replica as _parikshan_v1_Replica, Replica__Output as _parikshan_v1_Replica__Output } from '../../parikshan/v1/Replica.js';

/**
 * All replicas.
 */
export interface ListReplicasResponse {
  /**
   * By name.
   */
  'replicas'?: (_parikshan_v1_Replica)[];
}

/**
 * All replicas.
 */
export interface ListReplicasResponse__Output {
  /**
   * By name.
   */
  'replicas': (_parikshan_v1_Replica__Output)[];
}
