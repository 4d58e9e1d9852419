// Original file: proto/parikshan/v1/agent.proto


/**
 * Asks to restore.
 */
export interface RestoreReplicaRequest {
  /**
   * Replica name.
   */
  'replica'?: (string);
}

/**
 * Asks to restore.
 */
export interface RestoreReplicaRequest__Output {
  /**
   * Replica name.
   */
  'replica': (string);
}
