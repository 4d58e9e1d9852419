// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Names an operation.
 */
export interface GetOperationRequest {
  /**
   * Id, or a unique prefix of it.
   */
  'id'?: (string);
}

/**
 * Names an operation.
 */
export interface GetOperationRequest__Output {
  /**
   * Id, or a unique prefix of it.
   */
  'id': (string);
}
