// Original file: proto/parikshan/v1/common.proto


/**
 * One finding about a host or a container.
 */
export interface Check {
  /**
   * Which check, kebab-case, e.g. `criu-self-test`.
   */
  'name'?: (string);
  /**
   * Whether it passed.
   */
  'ok'?: (boolean);
  /**
   * What was found, one sentence.
   */
  'message'?: (string);
  /**
   * What to do when it failed, one sentence.
   */
  'remedy'?: (string);
  /**
   * True: a clone must not start while this fails. False: a warning.
   */
  'blocking'?: (boolean);
}

/**
 * One finding about a host or a container.
 */
export interface Check__Output {
  /**
   * Which check, kebab-case, e.g. `criu-self-test`.
   */
  'name': (string);
  /**
   * Whether it passed.
   */
  'ok': (boolean);
  /**
   * What was found, one sentence.
   */
  'message': (string);
  /**
   * What to do when it failed, one sentence.
   */
  'remedy': (string);
  /**
   * True: a clone must not start while this fails. False: a warning.
   */
  'blocking': (boolean);
}
