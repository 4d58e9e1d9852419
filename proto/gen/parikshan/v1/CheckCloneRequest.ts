// Original file: proto/parikshan/v1/agent.proto


/**
 * Asks for the safety checks.
 */
export interface CheckCloneRequest {
  /**
   * Instance name.
   */
  'instance'?: (string);
  /**
   * How many replicas will run on this host.
   */
  'replicas'?: (number);
}

/**
 * Asks for the safety checks.
 */
export interface CheckCloneRequest__Output {
  /**
   * Instance name.
   */
  'instance': (string);
  /**
   * How many replicas will run on this host.
   */
  'replicas': (number);
}
