// Original file: proto/parikshan/v1/proxy.proto


/**
 * Names a replay.
 */
export interface GetReplayRequest {
  /**
   * Replica name.
   */
  'replica'?: (string);
}

/**
 * Names a replay.
 */
export interface GetReplayRequest__Output {
  /**
   * Replica name.
   */
  'replica': (string);
}
