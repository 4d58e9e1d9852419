// Original file: proto/parikshan/v1/proxy.proto

import type { Long } from '@grpc/proto-loader';

/**
 * The mark is in the log, acknowledged.
 */
export interface MarkCaptureResponse {
  /**
   * JetStream sequence of the message that begins with the mark.
   */
  'logSequence'?: (number | string | Long);
  /**
   * Live connections described there.
   */
  'connections'?: (number);
}

/**
 * The mark is in the log, acknowledged.
 */
export interface MarkCaptureResponse__Output {
  /**
   * JetStream sequence of the message that begins with the mark.
   */
  'logSequence': (number);
  /**
   * Live connections described there.
   */
  'connections': (number);
}
