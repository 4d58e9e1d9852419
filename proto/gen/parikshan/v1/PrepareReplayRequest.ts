// Original file: proto/parikshan/v1/proxy.proto

import type { Cut as _parikshan_v1_Cut, Cut__Output as _parikshan_v1_Cut__Output } from '../../parikshan/v1/Cut.js';
import type { ReplayOrder as _parikshan_v1_ReplayOrder, ReplayOrder__Output as _parikshan_v1_ReplayOrder__Output } from '../../parikshan/v1/ReplayOrder.js';
import type { Long } from '@grpc/proto-loader';

/**
 * Asks for twins.
 */
export interface PrepareReplayRequest {
  /**
   * Replica name.
   */
  'replica'?: (string);
  /**
   * Path of the cell's network namespace (the replayer's side).
   */
  'netns'?: (string);
  /**
   * Addresses of the container, as in StartCapture.
   */
  'addresses'?: (string)[];
  /**
   * The cut.
   */
  'cut'?: (_parikshan_v1_Cut | null);
  /**
   * JetStream stream to read.
   */
  'stream'?: (string);
  /**
   * JetStream sequence of the mark to start at.
   */
  'logSequence'?: (number | string | Long);
  /**
   * Order of the feed.
   */
  'order'?: (_parikshan_v1_ReplayOrder);
  /**
   * How long a record waits for output that does not come, before it is delivered all the same and counted. 0: default, 5 s.
   */
  'patienceMs'?: (number);
}

/**
 * Asks for twins.
 */
export interface PrepareReplayRequest__Output {
  /**
   * Replica name.
   */
  'replica': (string);
  /**
   * Path of the cell's network namespace (the replayer's side).
   */
  'netns': (string);
  /**
   * Addresses of the container, as in StartCapture.
   */
  'addresses': (string)[];
  /**
   * The cut.
   */
  'cut': (_parikshan_v1_Cut__Output | null);
  /**
   * JetStream stream to read.
   */
  'stream': (string);
  /**
   * JetStream sequence of the mark to start at.
   */
  'logSequence': (number);
  /**
   * Order of the feed.
   */
  'order': (_parikshan_v1_ReplayOrder__Output);
  /**
   * How long a record waits for output that does not come, before it is delivered all the same and counted. 0: default, 5 s.
   */
  'patienceMs': (number);
}
