// Original file: proto/parikshan/v1/coordinator.proto

import type { Operation as _parikshan_v1_Operation, Operation__Output as _parikshan_v1_Operation__Output } from '../../parikshan/v1/Operation.js';

/**
 * Cancelling has begun, or it had ended.
 */
export interface CancelOperationResponse {
  /**
   * The operation as it is now.
   */
  'operation'?: (_parikshan_v1_Operation | null);
}

/**
 * Cancelling has begun, or it had ended.
 */
export interface CancelOperationResponse__Output {
  /**
   * The operation as it is now.
   */
  'operation': (_parikshan_v1_Operation__Output | null);
}
