// Original file: proto/parikshan/v1/agent.proto


/**
 * The suspend in parts, milliseconds. What is not known is negative.
 */
export interface Suspend {
  /**
   * Time to stop all threads (CRIU's freezing_time).
   */
  'freezingMs'?: (number | string);
  /**
   * Time to copy memory out (CRIU's memdump_time).
   */
  'memoryMs'?: (number | string);
  /**
   * Time for the disk snapshot under the freeze.
   */
  'diskMs'?: (number | string);
  /**
   * Time from network lock to unlock.
   */
  'networkLockMs'?: (number | string);
  /**
   * Time the processes stood still (CRIU's frozen_time).
   */
  'frozenMs'?: (number | string);
  /**
   * Longest silence toward a client that was waiting, from the tap.
   */
  'clientGapMs'?: (number | string);
}

/**
 * The suspend in parts, milliseconds. What is not known is negative.
 */
export interface Suspend__Output {
  /**
   * Time to stop all threads (CRIU's freezing_time).
   */
  'freezingMs': (number);
  /**
   * Time to copy memory out (CRIU's memdump_time).
   */
  'memoryMs': (number);
  /**
   * Time for the disk snapshot under the freeze.
   */
  'diskMs': (number);
  /**
   * Time from network lock to unlock.
   */
  'networkLockMs': (number);
  /**
   * Time the processes stood still (CRIU's frozen_time).
   */
  'frozenMs': (number);
  /**
   * Longest silence toward a client that was waiting, from the tap.
   */
  'clientGapMs': (number);
}
