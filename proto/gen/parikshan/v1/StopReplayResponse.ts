// Original file: proto/parikshan/v1/proxy.proto


/**
 * Stopped, or was not known.
 */
export interface StopReplayResponse {
  /**
   * Whether there was one.
   */
  'stopped'?: (boolean);
}

/**
 * Stopped, or was not known.
 */
export interface StopReplayResponse__Output {
  /**
   * Whether there was one.
   */
  'stopped': (boolean);
}
