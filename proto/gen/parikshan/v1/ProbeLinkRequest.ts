// Original file: proto/parikshan/v1/agent.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Asks for filler.
 */
export interface ProbeLinkRequest {
  /**
   * How much, bytes; at most 32 MiB. 0: one empty message.
   */
  'bytes'?: (number | string | Long);
}

/**
 * Asks for filler.
 */
export interface ProbeLinkRequest__Output {
  /**
   * How much, bytes; at most 32 MiB. 0: one empty message.
   */
  'bytes': (number);
}
