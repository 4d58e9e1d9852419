// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Names a replica.
 */
export interface GetReplicaRequest {
  /**
   * Name.
   */
  'name'?: (string);
}

/**
 * Names a replica.
 */
export interface GetReplicaRequest__Output {
  /**
   * Name.
   */
  'name': (string);
}
