// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Names a replica to watch.
 */
export interface WatchReplicaRequest {
  /**
   * Name.
   */
  'name'?: (string);
  /**
   * Milliseconds between reports, at least 100. 0: 1000.
   */
  'intervalMs'?: (number);
}

/**
 * Names a replica to watch.
 */
export interface WatchReplicaRequest__Output {
  /**
   * Name.
   */
  'name': (string);
  /**
   * Milliseconds between reports, at least 100. 0: 1000.
   */
  'intervalMs': (number);
}
