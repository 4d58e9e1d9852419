// Original file: proto/parikshan/v1/agent.proto

import type { SshHop as _parikshan_v1_SshHop, SshHop__Output as _parikshan_v1_SshHop__Output } from '../../parikshan/v1/SshHop.js';

/**
 * Names the other end.
 */
export interface MeasureLinkRequest {
  /**
   * gRPC target of the other agent, e.g. `10.0.0.2:7424`.
   */
  'target'?: (string);
  /**
   * Through which sshd; absent: directly, to `target`.
   */
  'ssh'?: (_parikshan_v1_SshHop | null);
}

/**
 * Names the other end.
 */
export interface MeasureLinkRequest__Output {
  /**
   * gRPC target of the other agent, e.g. `10.0.0.2:7424`.
   */
  'target': (string);
  /**
   * Through which sshd; absent: directly, to `target`.
   */
  'ssh': (_parikshan_v1_SshHop__Output | null);
}
