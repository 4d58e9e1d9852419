// Original file: proto/parikshan/v1/coordinator.proto

import type { ReplicaState as _parikshan_v1_ReplicaState, ReplicaState__Output as _parikshan_v1_ReplicaState__Output } from '../../parikshan/v1/ReplicaState.js';
import type { HostReplica as _parikshan_v1_HostReplica, HostReplica__Output as _parikshan_v1_HostReplica__Output } from '../../parikshan/v1/HostReplica.js';
import type { ReplayStatus as _parikshan_v1_ReplayStatus, ReplayStatus__Output as _parikshan_v1_ReplayStatus__Output } from '../../parikshan/v1/ReplayStatus.js';
import type { CaptureStatus as _parikshan_v1_CaptureStatus, CaptureStatus__Output as _parikshan_v1_CaptureStatus__Output } from '../../parikshan/v1/CaptureStatus.js';

/**
 * A replica, as people see it.
 */
export interface Replica {
  /**
   * Name: CLONE-r1, -r2, ...
   */
  'name'?: (string);
  /**
   * Clone it came from.
   */
  'clone'?: (string);
  /**
   * Instance the clone came from.
   */
  'instance'?: (string);
  /**
   * Host it runs on.
   */
  'host'?: (string);
  /**
   * State.
   */
  'state'?: (_parikshan_v1_ReplicaState);
  /**
   * What its host says.
   */
  'detail'?: (_parikshan_v1_HostReplica | null);
  /**
   * What its replayer says; absent while there is none.
   */
  'replay'?: (_parikshan_v1_ReplayStatus | null);
  /**
   * What is to be known about this state, in words for a person; empty when all is well.
   */
  'reason'?: (string);
  /**
   * What can be done about it; may be empty.
   */
  'remedy'?: (string);
  /**
   * The tap of its instance; absent when there is none, or it cannot be asked.
   */
  'capture'?: (_parikshan_v1_CaptureStatus | null);
}

/**
 * A replica, as people see it.
 */
export interface Replica__Output {
  /**
   * Name: CLONE-r1, -r2, ...
   */
  'name': (string);
  /**
   * Clone it came from.
   */
  'clone': (string);
  /**
   * Instance the clone came from.
   */
  'instance': (string);
  /**
   * Host it runs on.
   */
  'host': (string);
  /**
   * State.
   */
  'state': (_parikshan_v1_ReplicaState__Output);
  /**
   * What its host says.
   */
  'detail': (_parikshan_v1_HostReplica__Output | null);
  /**
   * What its replayer says; absent while there is none.
   */
  'replay': (_parikshan_v1_ReplayStatus__Output | null);
  /**
   * What is to be known about this state, in words for a person; empty when all is well.
   */
  'reason': (string);
  /**
   * What can be done about it; may be empty.
   */
  'remedy': (string);
  /**
   * The tap of its instance; absent when there is none, or it cannot be asked.
   */
  'capture': (_parikshan_v1_CaptureStatus__Output | null);
}
