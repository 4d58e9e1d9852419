// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Asks to remove one.
 */
export interface RemoveCloneRequest {
  /**
   * Name.
   */
  'name'?: (string);
}

/**
 * Asks to remove one.
 */
export interface RemoveCloneRequest__Output {
  /**
   * Name.
   */
  'name': (string);
}
