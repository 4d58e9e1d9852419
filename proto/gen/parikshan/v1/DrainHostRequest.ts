// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Names a host to be drained.
 */
export interface DrainHostRequest {
  /**
   * Name.
   */
  'name'?: (string);
  /**
   * True: it may have new things again.
   */
  'undo'?: (boolean);
}

/**
 * Names a host to be drained.
 */
export interface DrainHostRequest__Output {
  /**
   * Name.
   */
  'name': (string);
  /**
   * True: it may have new things again.
   */
  'undo': (boolean);
}
