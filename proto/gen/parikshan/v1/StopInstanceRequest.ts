// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Asks to stop one.
 */
export interface StopInstanceRequest {
  /**
   * Name.
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
export interface StopInstanceRequest__Output {
  /**
   * Name.
   */
  'name': (string);
  /**
   * Time between TERM and KILL. 0: default, 10 s.
   */
  'graceMs': (number);
}
