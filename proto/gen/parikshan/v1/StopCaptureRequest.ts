// Original file: proto/parikshan/v1/proxy.proto


/**
 * Asks a tap to stop.
 */
export interface StopCaptureRequest {
  /**
   * Instance name.
   */
  'instance'?: (string);
}

/**
 * Asks a tap to stop.
 */
export interface StopCaptureRequest__Output {
  /**
   * Instance name.
   */
  'instance': (string);
}
