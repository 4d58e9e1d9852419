// Original file: proto/parikshan/v1/agent.proto


/**
 * Disk and cell stand.
 */
export interface PrepareReplicaResponse {
  /**
   * Path of the replayer's side of the cell, a network namespace.
   */
  'netns'?: (string);
  /**
   * Addresses of the container in it.
   */
  'addresses'?: (string)[];
}

/**
 * Disk and cell stand.
 */
export interface PrepareReplicaResponse__Output {
  /**
   * Path of the replayer's side of the cell, a network namespace.
   */
  'netns': (string);
  /**
   * Addresses of the container in it.
   */
  'addresses': (string)[];
}
