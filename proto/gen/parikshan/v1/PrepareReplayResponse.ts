// Original file: proto/parikshan/v1/proxy.proto


/**
 * Twins stand.
 */
export interface PrepareReplayResponse {
  /**
   * How many.
   */
  'twins'?: (number);
}

/**
 * Twins stand.
 */
export interface PrepareReplayResponse__Output {
  /**
   * How many.
   */
  'twins': (number);
}
