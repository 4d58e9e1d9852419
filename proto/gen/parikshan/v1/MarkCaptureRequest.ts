// Original file: proto/parikshan/v1/proxy.proto


/**
 * Asks for a mark.
 */
export interface MarkCaptureRequest {
  /**
   * Instance name.
   */
  'instance'?: (string);
}

/**
 * Asks for a mark.
 */
export interface MarkCaptureRequest__Output {
  /**
   * Instance name.
   */
  'instance': (string);
}
