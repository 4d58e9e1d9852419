// Original file: proto/parikshan/v1/coordinator.proto

import type { Replica as _parikshan_v1_Replica, Replica__Output as _parikshan_v1_Replica__Output } from '../../parikshan/v1/Replica.js';

/**
 * A replica.
 */
export interface GetReplicaResponse {
  /**
   * It.
   */
  'replica'?: (_parikshan_v1_Replica | null);
}

/**
 * A replica.
 */
export interface GetReplicaResponse__Output {
  /**
   * It.
   */
  'replica': (_parikshan_v1_Replica__Output | null);
}
