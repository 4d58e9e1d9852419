// Original file: proto/parikshan/v1/proxy.proto


/**
 * Names a replay to watch.
 */
export interface WatchReplayRequest {
  /**
   * Replica name.
   */
  'replica'?: (string);
  /**
   * Milliseconds between two reports, at least 100. 0: 1000.
   */
  'intervalMs'?: (number);
}

/**
 * Names a replay to watch.
 */
export interface WatchReplayRequest__Output {
  /**
   * Replica name.
   */
  'replica': (string);
  /**
   * Milliseconds between two reports, at least 100. 0: 1000.
   */
  'intervalMs': (number);
}
