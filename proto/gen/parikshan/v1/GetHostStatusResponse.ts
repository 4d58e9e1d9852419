// Original file: proto/parikshan/v1/coordinator.proto

import type { Host as _parikshan_v1_Host, Host__Output as _parikshan_v1_Host__Output } from '../../parikshan/v1/Host.js';

/**
 * A host.
 */
export interface GetHostStatusResponse {
  /**
   * It.
   */
  'host'?: (_parikshan_v1_Host | null);
}

/**
 * A host.
 */
export interface GetHostStatusResponse__Output {
  /**
   * It.
   */
  'host': (_parikshan_v1_Host__Output | null);
}
