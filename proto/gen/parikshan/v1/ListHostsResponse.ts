// Original file: proto/parikshan/v1/coordinator.proto

import type { Host as _parikshan_v1_Host, Host__Output as _parikshan_v1_Host__Output } from '../../parikshan/v1/Host.js';

/**
 * All hosts.
 */
export interface ListHostsResponse {
  /**
   * By name.
   */
  'hosts'?: (_parikshan_v1_Host)[];
}

/**
 * All hosts.
 */
export interface ListHostsResponse__Output {
  /**
   * By name.
   */
  'hosts': (_parikshan_v1_Host__Output)[];
}
