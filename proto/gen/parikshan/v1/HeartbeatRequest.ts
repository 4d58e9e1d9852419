// Original file: proto/parikshan/v1/coordinator.proto

import type { Role as _parikshan_v1_Role, Role__Output as _parikshan_v1_Role__Output } from '../../parikshan/v1/Role.js';
import type { SshHop as _parikshan_v1_SshHop, SshHop__Output as _parikshan_v1_SshHop__Output } from '../../parikshan/v1/SshHop.js';

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
  /**
   * Of an agent: through which sshd other agents reach it; absent: through none.
   */
  'sshHop'?: (_parikshan_v1_SshHop | null);
  /**
   * Of an agent: whether it has a key with which it goes to others through their sshd.
   */
  'sshLogin'?: (boolean);
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
  /**
   * Of an agent: through which sshd other agents reach it; absent: through none.
   */
  'sshHop': (_parikshan_v1_SshHop__Output | null);
  /**
   * Of an agent: whether it has a key with which it goes to others through their sshd.
   */
  'sshLogin': (boolean);
}
