// Original file: proto/parikshan/v1/proxy.proto

import type { Long } from '@grpc/proto-loader';

/**
 * What clients saw of the freeze.
 */
export interface MeasureClientGapResponse {
  /**
   * Longest silence toward a client that had sent something before or during the freeze, microseconds; 0: nobody had.
   */
  'longestUs'?: (number | string | Long);
  /**
   * Silences that were looked at.
   */
  'waits'?: (number);
  /**
   * Clients that have got nothing yet; their silence so far is in the longest.
   */
  'unanswered'?: (number);
}

/**
 * What clients saw of the freeze.
 */
export interface MeasureClientGapResponse__Output {
  /**
   * Longest silence toward a client that had sent something before or during the freeze, microseconds; 0: nobody had.
   */
  'longestUs': (number);
  /**
   * Silences that were looked at.
   */
  'waits': (number);
  /**
   * Clients that have got nothing yet; their silence so far is in the longest.
   */
  'unanswered': (number);
}
