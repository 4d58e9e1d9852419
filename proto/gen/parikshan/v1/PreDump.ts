// Original file: proto/parikshan/v1/agent.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Memory that was copied ahead of the freeze, round by round.
 */
export interface PreDump {
  /**
   * Rounds that the images are built upon; 0: all memory was dumped in the freeze.
   */
  'rounds'?: (number);
  /**
   * Bytes they wrote.
   */
  'bytes'?: (number | string | Long);
  /**
   * Why no more were made: a sentence without its end.
   */
  'why'?: (string);
  /**
   * The longest that production stood still for one of them, milliseconds.
   */
  'longestFrozenMs'?: (number | string);
}

/**
 * Memory that was copied ahead of the freeze, round by round.
 */
export interface PreDump__Output {
  /**
   * Rounds that the images are built upon; 0: all memory was dumped in the freeze.
   */
  'rounds': (number);
  /**
   * Bytes they wrote.
   */
  'bytes': (number);
  /**
   * Why no more were made: a sentence without its end.
   */
  'why': (string);
  /**
   * The longest that production stood still for one of them, milliseconds.
   */
  'longestFrozenMs': (number);
}
