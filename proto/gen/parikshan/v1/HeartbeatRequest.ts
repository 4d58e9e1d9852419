// Original file: proto/parikshan/v1/coordinator.proto

import type { Role as _parikshan_v1_Role, Role__Output as _parikshan_v1_Role__Output } from '../../parikshan/v1/Role.js';

/**
 * One beat of a role.
 */
export interface HeartbeatRequest {
  /**
   * Host name, unique among hosts.
   */
  'host'?: (string);
  /**
   * Which role speaks.
   */
  'role'?: (_parikshan_v1_Role);
  /**
   * Where the role's own service is reached, as a gRPC target.
   */
  'target'?: (string);
  /**
   * Version of the software.
   */
  'version'?: (string);
}

/**
 * One beat of a role.
 */
export interface HeartbeatRequest__Output {
  /**
   * Host name, unique among hosts.
   */
  'host': (string);
  /**
   * Which role speaks.
   */
  'role': (_parikshan_v1_Role__Output);
  /**
   * Where the role's own service is reached, as a gRPC target.
   */
  'target': (string);
  /**
   * Version of the software.
   */
  'version': (string);
}
