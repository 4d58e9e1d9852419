// Original file: proto/parikshan/v1/coordinator.proto

import type { Operation as _parikshan_v1_Operation, Operation__Output as _parikshan_v1_Operation__Output } from '../../parikshan/v1/Operation.js';

/**
 * Accepted.
 */
export interface StartReplicasResponse {
  /**
   * The work.
   */
  'operation'?: (_parikshan_v1_Operation | null);
}

/**
 * Accepted.
 */
export interface StartReplicasResponse__Output {
  /**
   * The work.
   */
  'operation': (_parikshan_v1_Operation__Output | null);
}
