// Original file: proto/parikshan/v1/agent.proto

import type { HostReplica as _parikshan_v1_HostReplica, HostReplica__Output as _parikshan_v1_HostReplica__Output } from '../../parikshan/v1/HostReplica.js';

/**
 * All replicas.
 */
export interface ListHostReplicasResponse {
  /**
   * By name.
   */
  'replicas'?: (_parikshan_v1_HostReplica)[];
}

/**
 * All replicas.
 */
export interface ListHostReplicasResponse__Output {
  /**
   * By name.
   */
  'replicas': (_parikshan_v1_HostReplica__Output)[];
}
