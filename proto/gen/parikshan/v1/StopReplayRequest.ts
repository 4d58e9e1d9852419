// Original file: proto/parikshan/v1/proxy.proto


/**
 * Asks a replay to stop.
 */
export interface StopReplayRequest {
  /**
   * Replica name.
   */
  'replica'?: (string);
}

/**
 * Asks a replay to stop.
 */
export interface StopReplayRequest__Output {
  /**
   * Replica name.
   */
  'replica': (string);
}
