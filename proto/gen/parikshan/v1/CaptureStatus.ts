// Original file: proto/parikshan/v1/proxy.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Figures of a tap since it started.
 */
export interface CaptureStatus {
  /**
   * Instance name.
   */
  'instance'?: (string);
  /**
   * Whether the ring is being read.
   */
  'running'?: (boolean);
  /**
   * Packets read from the ring.
   */
  'packets'?: (number | string | Long);
  /**
   * Packets that the ring had no room for.
   */
  'ringDrops'?: (number | string | Long);
  /**
   * Records written to the log and acknowledged.
   */
  'records'?: (number | string | Long);
  /**
   * Bytes of payload in them.
   */
  'bytes'?: (number | string | Long);
  /**
   * Gap records written.
   */
  'gaps'?: (number | string | Long);
  /**
   * Bytes those gaps stand for.
   */
  'gapBytes'?: (number | string | Long);
  /**
   * Connections alive now.
   */
  'connections'?: (number);
  /**
   * Last error of the path to the log; empty when all is well.
   */
  'lastError'?: (string);
  /**
   * JetStream sequence of the last acknowledged batch.
   */
  'logSequence'?: (number | string | Long);
  /**
   * Whether the order in which the instance's programs read is recorded.
   */
  'readsRecorded'?: (boolean);
  /**
   * Reads whose place in the order was lost.
   */
  'readsLost'?: (number | string | Long);
  /**
   * Records taken from the wire that are not in the log yet: a moment's worth, or what an outage of the log has left to be sent.
   */
  'backlogRecords'?: (number | string | Long);
  /**
   * Bytes of payload in them.
   */
  'backlogBytes'?: (number | string | Long);
  /**
   * Age of the oldest, seconds; 0: there is none.
   */
  'backlogSeconds'?: (number | string);
}

/**
 * Figures of a tap since it started.
 */
export interface CaptureStatus__Output {
  /**
   * Instance name.
   */
  'instance': (string);
  /**
   * Whether the ring is being read.
   */
  'running': (boolean);
  /**
   * Packets read from the ring.
   */
  'packets': (number);
  /**
   * Packets that the ring had no room for.
   */
  'ringDrops': (number);
  /**
   * Records written to the log and acknowledged.
   */
  'records': (number);
  /**
   * Bytes of payload in them.
   */
  'bytes': (number);
  /**
   * Gap records written.
   */
  'gaps': (number);
  /**
   * Bytes those gaps stand for.
   */
  'gapBytes': (number);
  /**
   * Connections alive now.
   */
  'connections': (number);
  /**
   * Last error of the path to the log; empty when all is well.
   */
  'lastError': (string);
  /**
   * JetStream sequence of the last acknowledged batch.
   */
  'logSequence': (number);
  /**
   * Whether the order in which the instance's programs read is recorded.
   */
  'readsRecorded': (boolean);
  /**
   * Reads whose place in the order was lost.
   */
  'readsLost': (number);
  /**
   * Records taken from the wire that are not in the log yet: a moment's worth, or what an outage of the log has left to be sent.
   */
  'backlogRecords': (number);
  /**
   * Bytes of payload in them.
   */
  'backlogBytes': (number);
  /**
   * Age of the oldest, seconds; 0: there is none.
   */
  'backlogSeconds': (number);
}
