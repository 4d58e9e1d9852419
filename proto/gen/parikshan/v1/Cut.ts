// Original file: proto/parikshan/v1/cut.proto

import type { CutConnection as _parikshan_v1_CutConnection, CutConnection__Output as _parikshan_v1_CutConnection__Output } from '../../parikshan/v1/CutConnection.js';
import type { WaitingConnection as _parikshan_v1_WaitingConnection, WaitingConnection__Output as _parikshan_v1_WaitingConnection__Output } from '../../parikshan/v1/WaitingConnection.js';
import type { Long } from '@grpc/proto-loader';

/**
 * Every connection that a clone's memory images hold.
 */
export interface Cut {
  /**
   * One entry per connection.
   */
  'connections'?: (_parikshan_v1_CutConnection)[];
  /**
   * CLOCK_MONOTONIC of the capturing host when the freeze was asked for, microseconds.
   */
  'frozenAtUs'?: (number | string | Long);
  /**
   * CLOCK_MONOTONIC of the same host when production ran again, microseconds.
   */
  'resumedAtUs'?: (number | string | Long);
  /**
   * Connections that the kernel knew and no descriptor led to. They are in no image. Those that it had completed and the
   * container's program had not accepted the replayer dials from their first byte.
   */
  'waiting'?: (_parikshan_v1_WaitingConnection)[];
}

/**
 * Every connection that a clone's memory images hold.
 */
export interface Cut__Output {
  /**
   * One entry per connection.
   */
  'connections': (_parikshan_v1_CutConnection__Output)[];
  /**
   * CLOCK_MONOTONIC of the capturing host when the freeze was asked for, microseconds.
   */
  'frozenAtUs': (number);
  /**
   * CLOCK_MONOTONIC of the same host when production ran again, microseconds.
   */
  'resumedAtUs': (number);
  /**
   * Connections that the kernel knew and no descriptor led to. They are in no image. Those that it had completed and the
   * container's program had not accepted the replayer dials from their first byte.
   */
  'waiting': (_parikshan_v1_WaitingConnection__Output)[];
}
