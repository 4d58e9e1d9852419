// Original file: proto/parikshan/v1/transfer.proto

import type { TransferLimits as _parikshan_v1_TransferLimits, TransferLimits__Output as _parikshan_v1_TransferLimits__Output } from '../../parikshan/v1/TransferLimits.js';
import type { SshHop as _parikshan_v1_SshHop, SshHop__Output as _parikshan_v1_SshHop__Output } from '../../parikshan/v1/SshHop.js';

/**
 * Asks an agent to get a clone that another host holds.
 */
export interface FetchCloneRequest {
  /**
   * Clone name. Held here whole already: the answer says so at once and nobody is asked.
   */
  'clone'?: (string);
  /**
   * Where the agent that holds it answers, a gRPC target (`host:port`, `unix:/path`).
   */
  'source'?: (string);
  /**
   * What the transfer may use.
   */
  'limits'?: (_parikshan_v1_TransferLimits | null);
  /**
   * Through which sshd; absent: directly, to `source`.
   */
  'ssh'?: (_parikshan_v1_SshHop | null);
}

/**
 * Asks an agent to get a clone that another host holds.
 */
export interface FetchCloneRequest__Output {
  /**
   * Clone name. Held here whole already: the answer says so at once and nobody is asked.
   */
  'clone': (string);
  /**
   * Where the agent that holds it answers, a gRPC target (`host:port`, `unix:/path`).
   */
  'source': (string);
  /**
   * What the transfer may use.
   */
  'limits': (_parikshan_v1_TransferLimits__Output | null);
  /**
   * Through which sshd; absent: directly, to `source`.
   */
  'ssh': (_parikshan_v1_SshHop__Output | null);
}
