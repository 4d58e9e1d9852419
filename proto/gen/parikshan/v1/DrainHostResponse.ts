// Original file: proto/parikshan/v1/coordinator.proto

import type { Host as _parikshan_v1_Host, Host__Output as _parikshan_v1_Host__Output } from '../../parikshan/v1/Host.js';

/**
 * Done.
 */
export interface DrainHostResponse {
  /**
   * The host as it is now.
   */
  'host'?: (_parikshan_v1_Host | null);
}

/**
 * Done.
 */
export interface DrainHostResponse__Output {
  /**
   * The host as it is now.
   */
  'host': (_parikshan_v1_Host__Output | null);
}
