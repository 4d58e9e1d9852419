// Original file: proto/parikshan/v1/proxy.proto


/**
 * Stopped, or was not running.
 */
export interface StopCaptureResponse {
  /**
   * Whether there was one.
   */
  'stopped'?: (boolean);
}

/**
 * Stopped, or was not running.
 */
export interface StopCaptureResponse__Output {
  /**
   * Whether there was one.
   */
  'stopped': (boolean);
}
