// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Asks to cancel one.
 */
export interface CancelOperationRequest {
  /**
   * Id.
   */
  'id'?: (string);
}

/**
 * Asks to cancel one.
 */
export interface CancelOperationRequest__Output {
  /**
   * Id.
   */
  'id': (string);
}
