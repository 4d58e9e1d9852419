// Original file: proto/parikshan/v1/common.proto


/**
 * A failure for a person: what happened and what to do.
 */
export interface Failure {
  /**
   * UPPER_SNAKE reason, listed in docs/errors.md.
   */
  'reason'?: (string);
  /**
   * What happened, one sentence.
   */
  'message'?: (string);
  /**
   * What to do about it, one sentence; may be empty.
   */
  'remedy'?: (string);
  /**
   * Ids and figures that belong to it.
   */
  'metadata'?: ({[key: string]: string});
}

/**
 * A failure for a person: what happened and what to do.
 */
export interface Failure__Output {
  /**
   * UPPER_SNAKE reason, listed in docs/errors.md.
   */
  'reason': (string);
  /**
   * What happened, one sentence.
   */
  'message': (string);
  /**
   * What to do about it, one sentence; may be empty.
   */
  'remedy': (string);
  /**
   * Ids and figures that belong to it.
   */
  'metadata': ({[key: string]: string});
}
