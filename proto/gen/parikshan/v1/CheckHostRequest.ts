// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Names a host to be looked at.
 */
export interface CheckHostRequest {
  /**
   * Name.
   */
  'name'?: (string);
}

/**
 * Names a host to be looked at.
 */
export interface CheckHostRequest__Output {
  /**
   * Name.
   */
  'name': (string);
}
