// Original file: proto/parikshan/v1/proxy.proto


/**
 * Names a tap.
 */
export interface GetCaptureRequest {
  /**
   * Instance name.
   */
  'instance'?: (string);
}

/**
 * Names a tap.
 */
export interface GetCaptureRequest__Output {
  /**
   * Instance name.
   */
  'instance': (string);
}
