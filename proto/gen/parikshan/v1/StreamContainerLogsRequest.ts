// Original file: proto/parikshan/v1/agent.proto


/**
 * Asks for output.
 */
export interface StreamContainerLogsRequest {
  /**
   * Instance or replica name.
   */
  'name'?: (string);
  /**
   * Whether `name` is a replica.
   */
  'replica'?: (boolean);
  /**
   * Go on until the container ends or the caller leaves.
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
export interface StreamContainerLogsRequest__Output {
  /**
   * Instance or replica name.
   */
  'name': (string);
  /**
   * Whether `name` is a replica.
   */
  'replica': (boolean);
  /**
   * Go on until the container ends or the caller leaves.
   */
  'follow': (boolean);
  /**
   * Only the last lines; 0: all.
   */
  'tail': (number);
}
