// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Names a host.
 */
export interface GetHostStatusRequest {
  /**
   * Name.
   */
  'name'?: (string);
}

/**
 * Names a host.
 */
export interface GetHostStatusRequest__Output {
  /**
   * Name.
   */
  'name': (string);
}
