// Original file: proto/parikshan/v1/agent.proto


/**
 * Asks to stop one.
 */
export interface StopHostInstanceRequest {
  /**
   * Its name.
   */
  'name'?: (string);
  /**
   * Time between TERM and KILL. 0: default, 10 s.
   */
  'graceMs'?: (number);
}

/**
 * Asks to stop one.
 */
export interface StopHostInstanceRequest__Output {
  /**
   * Its name.
   */
  'name': (string);
  /**
   * Time between TERM and KILL. 0: default, 10 s.
   */
  'graceMs': (number);
}
