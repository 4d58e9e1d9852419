// Original file: proto/parikshan/v1/agent.proto

import type { HostInstance as _parikshan_v1_HostInstance, HostInstance__Output as _parikshan_v1_HostInstance__Output } from '../../parikshan/v1/HostInstance.js';

/**
 * All instances.
 */
export interface ListHostInstancesResponse {
  /**
   * By name.
   */
  'instances'?: (_parikshan_v1_HostInstance)[];
}

/**
 * All instances.
 */
export interface ListHostInstancesResponse__Output {
  /**
   * By name.
   */
  'instances': (_parikshan_v1_HostInstance__Output)[];
}
