// Original file: proto/parikshan/v1/coordinator.proto

import type { OperationEvent as _parikshan_v1_OperationEvent, OperationEvent__Output as _parikshan_v1_OperationEvent__Output } from '../../parikshan/v1/OperationEvent.js';

/**
 * One event.
 */
export interface WatchOperationResponse {
  /**
   * It.
   */
  'event'?: (_parikshan_v1_OperationEvent | null);
}

/**
 * One event.
 */
export interface WatchOperationResponse__Output {
  /**
   * It.
   */
  'event': (_parikshan_v1_OperationEvent__Output | null);
}
