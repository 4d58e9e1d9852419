// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Names an instance.
 */
export interface GetInstanceRequest {
  /**
   * Name.
   */
  'name'?: (string);
}

/**
 * Names an instance.
 */
export interface GetInstanceRequest__Output {
  /**
   * Name.
   */
  'name': (string);
}
