// Original file: proto/parikshan/v1/coordinator.proto

import type { Host as _parikshan_v1_Host, Host__Output as _parikshan_v1_Host__Output } from '../../parikshan/v1/Host.js';

/**
 * How things are.
 */
export interface GetStatusResponse {
  /**
   * Version of the coordinator.
   */
  'version'?: (string);
  /**
   * Hosts known.
   */
  'hosts'?: (_parikshan_v1_Host)[];
}

/**
 * How things are.
 */
export interface GetStatusResponse__Output {
  /**
   * Version of the coordinator.
   */
  'version': (string);
  /**
   * Hosts known.
   */
  'hosts': (_parikshan_v1_Host__Output)[];
}
