// Original file: proto/parikshan/v1/coordinator.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Names an operation to watch.
 */
export interface WatchOperationRequest {
  /**
   * Id.
   */
  'id'?: (string);
  /**
   * Skip events up to and with this sequence; 0: none.
   */
  'afterSequence'?: (number | string | Long);
}

/**
 * Names an operation to watch.
 */
export interface WatchOperationRequest__Output {
  /**
   * Id.
   */
  'id': (string);
  /**
   * Skip events up to and with this sequence; 0: none.
   */
  'afterSequence': (number);
}
