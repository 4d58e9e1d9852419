// Original file: proto/parikshan/v1/agent.proto


/**
 * Asks to remove one.
 */
export interface RemoveHostInstanceRequest {
  /**
   * Its name.
   */
  'name'?: (string);
  /**
   * Stop it first.
   */
  'force'?: (boolean);
}

/**
 * Asks to remove one.
 */
export interface RemoveHostInstanceRequest__Output {
  /**
   * Its name.
   */
  'name': (string);
  /**
   * Stop it first.
   */
  'force': (boolean);
}
