// Original file: proto/parikshan/v1/transfer.proto

import type { TransferLimits as _parikshan_v1_TransferLimits, TransferLimits__Output as _parikshan_v1_TransferLimits__Output } from '../../parikshan/v1/TransferLimits.js';
import type { SshHop as _parikshan_v1_SshHop, SshHop__Output as _parikshan_v1_SshHop__Output } from '../../parikshan/v1/SshHop.js';
import type { Long } from '@grpc/proto-loader';

/**
 * Asks an agent to copy the disk of an instance that runs on another host, again and again while it changes, so that only
 * the last change has to travel after the freeze.
 */
export interface FetchDiskRequest {
  /**
   * Name of the clone that is going to be made. FetchClone of it builds on what is copied here; RemoveHostClone of it, on either host,
   * removes what is left of it there.
   */
  'clone'?: (string);
  /**
   * The instance, as the source calls it.
   */
  'instance'?: (string);
  /**
   * Where the agent of its host answers, a gRPC target.
   */
  'source'?: (string);
  /**
   * What the transfer may use.
   */
  'limits'?: (_parikshan_v1_TransferLimits | null);
  /**
   * A pass that shipped at most this many bytes was the last. 0: default, 16 MiB.
   */
  'smallBytes'?: (number | string | Long);
  /**
   * A pass that shipped more than this part of what the pass before it shipped was the last: it does not shrink any more. 0: default, 0.7.
   */
  'shrink'?: (number | string);
  /**
   * Most passes, the first included. 0: default, 6.
   */
  'mostPasses'?: (number);
  /**
   * Through which sshd; absent: directly, to `source`.
   */
  'ssh'?: (_parikshan_v1_SshHop | null);
}

/**
 * Asks an agent to copy the disk of an instance that runs on another host, again and again while it changes, so that only
 * the last change has to travel after the freeze.
 */
export interface FetchDiskRequest__Output {
  /**
   * Name of the clone that is going to be made. FetchClone of it builds on what is copied here; RemoveHostClone of it, on either host,
   * removes what is left of it there.
   */
  'clone': (string);
  /**
   * The instance, as the source calls it.
   */
  'instance': (string);
  /**
   * Where the agent of its host answers, a gRPC target.
   */
  'source': (string);
  /**
   * What the transfer may use.
   */
  'limits': (_parikshan_v1_TransferLimits__Output | null);
  /**
   * A pass that shipped at most this many bytes was the last. 0: default, 16 MiB.
   */
  'smallBytes': (number);
  /**
   * A pass that shipped more than this part of what the pass before it shipped was the last: it does not shrink any more. 0: default, 0.7.
   */
  'shrink': (number);
  /**
   * Most passes, the first included. 0: default, 6.
   */
  'mostPasses': (number);
  /**
   * Through which sshd; absent: directly, to `source`.
   */
  'ssh': (_parikshan_v1_SshHop__Output | null);
}
