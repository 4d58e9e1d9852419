// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Answer to a beat.
 */
export interface HeartbeatResponse {
  /**
   * Send the next beat within this time.
   */
  'timeToLiveMs'?: (number);
}

/**
 * Answer to a beat.
 */
export interface HeartbeatResponse__Output {
  /**
   * Send the next beat within this time.
   */
  'timeToLiveMs': (number);
}
