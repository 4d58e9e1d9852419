// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Asks to remove one.
 */
export interface RemoveInstanceRequest {
  /**
   * Name.
   */
  'name'?: (string);
  /**
   * Stop it first, and remove its clones.
   */
  'force'?: (boolean);
}

/**
 * Asks to remove one.
 */
export interface RemoveInstanceRequest__Output {
  /**
   * Name.
   */
  'name': (string);
  /**
   * Stop it first, and remove its clones.
   */
  'force': (boolean);
}
