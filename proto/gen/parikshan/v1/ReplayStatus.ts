// Original file: proto/parikshan/v1/proxy.proto

import type { ReplayState as _parikshan_v1_ReplayState, ReplayState__Output as _parikshan_v1_ReplayState__Output } from '../../parikshan/v1/ReplayState.js';
import type { Divergence as _parikshan_v1_Divergence, Divergence__Output as _parikshan_v1_Divergence__Output } from '../../parikshan/v1/Divergence.js';
import type { Long } from '@grpc/proto-loader';

/**
 * Figures of a replay.
 */
export interface ReplayStatus {
  /**
   * Replica name.
   */
  'replica'?: (string);
  /**
   * Where it stands.
   */
  'state'?: (_parikshan_v1_ReplayState);
  /**
   * Records delivered or compared so far.
   */
  'recordsDone'?: (number | string | Long);
  /**
   * Bytes written to the replica.
   */
  'bytesIn'?: (number | string | Long);
  /**
   * Bytes the replica produced.
   */
  'bytesOut'?: (number | string | Long);
  /**
   * Records in the log not done yet (counted from batches not read plus records not done; an estimate while far behind).
   */
  'lagRecords'?: (number | string | Long);
  /**
   * Bytes of the log not done yet.
   */
  'lagBytes'?: (number | string | Long);
  /**
   * Age of the oldest record not done, seconds; 0 when caught up.
   */
  'lagSeconds'?: (number | string);
  /**
   * Bytes a second into the log, over the last 5 s.
   */
  'rateIn'?: (number | string);
  /**
   * Bytes a second done by this replica, over the last 5 s.
   */
  'rateOut'?: (number | string);
  /**
   * Connections taken over from the cut.
   */
  'connectionsCarried'?: (number);
  /**
   * Connections dialled since.
   */
  'connectionsDialled'?: (number);
  /**
   * Connections open now.
   */
  'connectionsOpen'?: (number);
  /**
   * Connections whose output differed from production's.
   */
  'divergences'?: (number);
  /**
   * The first difference; absent while there is none.
   */
  'firstDivergence'?: (_parikshan_v1_Divergence | null);
  /**
   * Records this replica should have got and cannot get (gaps in the log).
   */
  'recordsLost'?: (number | string | Long);
  /**
   * Bytes of those.
   */
  'bytesLost'?: (number | string | Long);
  /**
   * Deliveries made after patience ran out.
   */
  'lateDeliveries'?: (number | string | Long);
  /**
   * Connections the replica tried to open itself and was refused.
   */
  'callsRefused'?: (number);
  /**
   * True while nothing is known that kept the replica from getting what production got.
   */
  'faithful'?: (boolean);
  /**
   * Why it is not faithful; empty while it is.
   */
  'unfaithfulReason'?: (string);
  /**
   * True when every record in the log now has been done. What the tap has yet to bring into the log is told by CaptureStatus.
   */
  'caughtUp'?: (boolean);
  /**
   * Why it is over (OVERRUN, LOST), one sentence; empty while it is not.
   */
  'endReason'?: (string);
  /**
   * What keeps it from going on now, e.g. that the log cannot be read; it goes on by itself. Empty when nothing does.
   */
  'trouble'?: (string);
}

/**
 * Figures of a replay.
 */
export interface ReplayStatus__Output {
  /**
   * Replica name.
   */
  'replica': (string);
  /**
   * Where it stands.
   */
  'state': (_parikshan_v1_ReplayState__Output);
  /**
   * Records delivered or compared so far.
   */
  'recordsDone': (number);
  /**
   * Bytes written to the replica.
   */
  'bytesIn': (number);
  /**
   * Bytes the replica produced.
   */
  'bytesOut': (number);
  /**
   * Records in the log not done yet (counted from batches not read plus records not done; an estimate while far behind).
   */
  'lagRecords': (number);
  /**
   * Bytes of the log not done yet.
   */
  'lagBytes': (number);
  /**
   * Age of the oldest record not done, seconds; 0 when caught up.
   */
  'lagSeconds': (number);
  /**
   * Bytes a second into the log, over the last 5 s.
   */
  'rateIn': (number);
  /**
   * Bytes a second done by this replica, over the last 5 s.
   */
  'rateOut': (number);
  /**
   * Connections taken over from the cut.
   */
  'connectionsCarried': (number);
  /**
   * Connections dialled since.
   */
  'connectionsDialled': (number);
  /**
   * Connections open now.
   */
  'connectionsOpen': (number);
  /**
   * Connections whose output differed from production's.
   */
  'divergences': (number);
  /**
   * The first difference; absent while there is none.
   */
  'firstDivergence': (_parikshan_v1_Divergence__Output | null);
  /**
   * Records this replica should have got and cannot get (gaps in the log).
   */
  'recordsLost': (number);
  /**
   * Bytes of those.
   */
  'bytesLost': (number);
  /**
   * Deliveries made after patience ran out.
   */
  'lateDeliveries': (number);
  /**
   * Connections the replica tried to open itself and was refused.
   */
  'callsRefused': (number);
  /**
   * True while nothing is known that kept the replica from getting what production got.
   */
  'faithful': (boolean);
  /**
   * Why it is not faithful; empty while it is.
   */
  'unfaithfulReason': (string);
  /**
   * True when every record in the log now has been done. What the tap has yet to bring into the log is told by CaptureStatus.
   */
  'caughtUp': (boolean);
  /**
   * Why it is over (OVERRUN, LOST), one sentence; empty while it is not.
   */
  'endReason': (string);
  /**
   * What keeps it from going on now, e.g. that the log cannot be read; it goes on by itself. Empty when nothing does.
   */
  'trouble': (string);
}
