// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Names a clone.
 */
export interface GetCloneRequest {
  /**
   * Name.
   */
  'name'?: (string);
}

/**
 * Names a clone.
 */
export interface GetCloneRequest__Output {
  /**
   * Name.
   */
  'name': (string);
}
