// Original file: proto/parikshan/v1/coordinator.proto

import type { Operation as _parikshan_v1_Operation, Operation__Output as _parikshan_v1_Operation__Output } from '../../parikshan/v1/Operation.js';

/**
 * All operations.
 */
export interface ListOperationsResponse {
  /**
   * Newest first.
   */
  'operations'?: (_parikshan_v1_Operation)[];
}

/**
 * All operations.
 */
export interface ListOperationsResponse__Output {
  /**
   * Newest first.
   */
  'operations': (_parikshan_v1_Operation__Output)[];
}
