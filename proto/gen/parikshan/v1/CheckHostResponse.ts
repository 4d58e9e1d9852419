// Original file: proto/parikshan/v1/coordinator.proto

import type { Host as _parikshan_v1_Host, Host__Output as _parikshan_v1_Host__Output } from '../../parikshan/v1/Host.js';

/**
 * What its agent found just now.
 */
export interface CheckHostResponse {
  /**
   * It, with all its checks.
   */
  'host'?: (_parikshan_v1_Host | null);
}

/**
 * What its agent found just now.
 */
export interface CheckHostResponse__Output {
  /**
   * It, with all its checks.
   */
  'host': (_parikshan_v1_Host__Output | null);
}
