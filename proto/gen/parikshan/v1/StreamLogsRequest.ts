// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Asks for output.
 */
export interface StreamLogsRequest {
  /**
   * Instance or replica.
   */
  'name'?: (string);
  /**
   * Whether `name` is a replica.
   */
  'replica'?: (boolean);
  /**
   * Go on.
   */
  'follow'?: (boolean);
  /**
   * Only the last lines; 0: all.
   */
  'tail'?: (number);
}

/**
 * Asks for output.
 */
export interface StreamLogsRequest__Output {
  /**
   * Instance or replica.
   */
  'name': (string);
  /**
   * Whether `name` is a replica.
   */
  'replica': (boolean);
  /**
   * Go on.
   */
  'follow': (boolean);
  /**
   * Only the last lines; 0: all.
   */
  'tail': (number);
}
