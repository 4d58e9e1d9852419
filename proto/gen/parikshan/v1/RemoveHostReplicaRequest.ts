// Original file: proto/parikshan/v1/agent.proto


/**
 * Asks to end one.
 */
export interface RemoveHostReplicaRequest {
  /**
   * Its name.
   */
  'name'?: (string);
}

/**
 * Asks to end one.
 */
export interface RemoveHostReplicaRequest__Output {
  /**
   * Its name.
   */
  'name': (string);
}
