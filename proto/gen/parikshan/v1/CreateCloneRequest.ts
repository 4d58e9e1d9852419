// Original file: proto/parikshan/v1/coordinator.proto

import type { ReplayOrder as _parikshan_v1_ReplayOrder, ReplayOrder__Output as _parikshan_v1_ReplayOrder__Output } from '../../parikshan/v1/ReplayOrder.js';
import type { ReplicaMode as _parikshan_v1_ReplicaMode, ReplicaMode__Output as _parikshan_v1_ReplicaMode__Output } from '../../parikshan/v1/ReplicaMode.js';
import type { TransferRoute as _parikshan_v1_TransferRoute, TransferRoute__Output as _parikshan_v1_TransferRoute__Output } from '../../parikshan/v1/TransferRoute.js';
import type { Long } from '@grpc/proto-loader';

/**
 * Asks for a clone.
 */
export interface CreateCloneRequest {
  /**
   * The same id twice makes one clone; one that the end of a coordinator broke off is begun anew. Empty: no such protection.
   */
  'requestId'?: (string);
  /**
   * Instance to clone.
   */
  'instance'?: (string);
  /**
   * How many replicas, 0 to 64.
   */
  'replicas'?: (number);
  /**
   * Name of the clone; empty: INSTANCE-1, -2, ...
   */
  'name'?: (string);
  /**
   * Order of the feed.
   */
  'order'?: (_parikshan_v1_ReplayOrder);
  /**
   * See PrepareReplayRequest.
   */
  'patienceMs'?: (number);
  /**
   * Production runs again after this long, whatever happens. 0: default, 10 s.
   */
  'freezeDeadlineMs'?: (number);
  /**
   * Limits of each replica; 0: as the instance.
   */
  'replicaMemoryBytes'?: (number | string | Long);
  /**
   * See replica_memory_bytes.
   */
  'replicaCpus'?: (number | string);
  /**
   * Size of the instance's log, bytes; 0: default. Only the clone that starts the capture sets it.
   */
  'logBytes'?: (number | string | Long);
  /**
   * Only plan and check; the operation's events say what would be done.
   */
  'dryRun'?: (boolean);
  /**
   * Where its replicas run.
   */
  'mode'?: (_parikshan_v1_ReplicaMode);
  /**
   * Only on these hosts; empty: any that the mode allows.
   */
  'hosts'?: (string)[];
  /**
   * Only on hosts with all of these labels: `KEY` or `KEY=VALUE`.
   */
  'labels'?: (string)[];
  /**
   * On at least so many hosts; 0: 1.
   */
  'spread'?: (number);
  /**
   * What the transfer to each other host may use, bytes a second; 0: all there is.
   */
  'bytesPerSecond'?: (number | string | Long);
  /**
   * The clone is removed when it is older than this and has no replica, seconds; 0: kept until somebody removes it.
   */
  'keepSeconds'?: (number);
  /**
   * By which way disk and memory go to other hosts.
   */
  'route'?: (_parikshan_v1_TransferRoute);
}

/**
 * Asks for a clone.
 */
export interface CreateCloneRequest__Output {
  /**
   * The same id twice makes one clone; one that the end of a coordinator broke off is begun anew. Empty: no such protection.
   */
  'requestId': (string);
  /**
   * Instance to clone.
   */
  'instance': (string);
  /**
   * How many replicas, 0 to 64.
   */
  'replicas': (number);
  /**
   * Name of the clone; empty: INSTANCE-1, -2, ...
   */
  'name': (string);
  /**
   * Order of the feed.
   */
  'order': (_parikshan_v1_ReplayOrder__Output);
  /**
   * See PrepareReplayRequest.
   */
  'patienceMs': (number);
  /**
   * Production runs again after this long, whatever happens. 0: default, 10 s.
   */
  'freezeDeadlineMs': (number);
  /**
   * Limits of each replica; 0: as the instance.
   */
  'replicaMemoryBytes': (number);
  /**
   * See replica_memory_bytes.
   */
  'replicaCpus': (number);
  /**
   * Size of the instance's log, bytes; 0: default. Only the clone that starts the capture sets it.
   */
  'logBytes': (number);
  /**
   * Only plan and check; the operation's events say what would be done.
   */
  'dryRun': (boolean);
  /**
   * Where its replicas run.
   */
  'mode': (_parikshan_v1_ReplicaMode__Output);
  /**
   * Only on these hosts; empty: any that the mode allows.
   */
  'hosts': (string)[];
  /**
   * Only on hosts with all of these labels: `KEY` or `KEY=VALUE`.
   */
  'labels': (string)[];
  /**
   * On at least so many hosts; 0: 1.
   */
  'spread': (number);
  /**
   * What the transfer to each other host may use, bytes a second; 0: all there is.
   */
  'bytesPerSecond': (number);
  /**
   * The clone is removed when it is older than this and has no replica, seconds; 0: kept until somebody removes it.
   */
  'keepSeconds': (number);
  /**
   * By which way disk and memory go to other hosts.
   */
  'route': (_parikshan_v1_TransferRoute__Output);
}
