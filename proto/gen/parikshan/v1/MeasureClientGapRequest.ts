// Original file: proto/parikshan/v1/proxy.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Names a freeze that is over.
 */
export interface MeasureClientGapRequest {
  /**
   * Instance name.
   */
  'instance'?: (string);
  /**
   * Between these two, CLOCK_MONOTONIC microseconds of the host, production stood still.
   */
  'frozenAtUs'?: (number | string | Long);
  /**
   * The later one.
   */
  'resumedAtUs'?: (number | string | Long);
  /**
   * Longest time to wait for the answers to clients, milliseconds.
   */
  'withinMs'?: (number);
}

/**
 * Names a freeze that is over.
 */
export interface MeasureClientGapRequest__Output {
  /**
   * Instance name.
   */
  'instance': (string);
  /**
   * Between these two, CLOCK_MONOTONIC microseconds of the host, production stood still.
   */
  'frozenAtUs': (number);
  /**
   * The later one.
   */
  'resumedAtUs': (number);
  /**
   * Longest time to wait for the answers to clients, milliseconds.
   */
  'withinMs': (number);
}
