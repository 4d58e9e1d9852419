// Original file: proto/parikshan/v1/agent.proto


/**
 * Asks for the freeze.
 */
export interface FreezeInstanceRequest {
  /**
   * Instance name.
   */
  'instance'?: (string);
  /**
   * Clone name; becomes the name of the image and snapshot folders.
   */
  'clone'?: (string);
  /**
   * The container runs again after this long, whatever happens. 0: default, 10 s.
   */
  'deadlineMs'?: (number);
  /**
   * How many replicas will be made from it here: memory is left for them.
   */
  'replicas'?: (number);
}

/**
 * Asks for the freeze.
 */
export interface FreezeInstanceRequest__Output {
  /**
   * Instance name.
   */
  'instance': (string);
  /**
   * Clone name; becomes the name of the image and snapshot folders.
   */
  'clone': (string);
  /**
   * The container runs again after this long, whatever happens. 0: default, 10 s.
   */
  'deadlineMs': (number);
  /**
   * How many replicas will be made from it here: memory is left for them.
   */
  'replicas': (number);
}
