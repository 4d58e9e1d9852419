// Original file: proto/parikshan/v1/coordinator.proto

import type { Operation as _parikshan_v1_Operation, Operation__Output as _parikshan_v1_Operation__Output } from '../../parikshan/v1/Operation.js';

/**
 * An operation.
 */
export interface GetOperationResponse {
  /**
   * It.
   */
  'operation'?: (_parikshan_v1_Operation | null);
}

/**
 * An operation.
 */
export interface GetOperationResponse__Output {
  /**
   * It.
   */
  'operation': (_parikshan_v1_Operation__Output | null);
}
