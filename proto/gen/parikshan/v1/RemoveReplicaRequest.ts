// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Asks to remove one.
 */
export interface RemoveReplicaRequest {
  /**
   * Name.
   */
  'name'?: (string);
}

/**
 * Asks to remove one.
 */
export interface RemoveReplicaRequest__Output {
  /**
   * Name.
   */
  'name': (string);
}
