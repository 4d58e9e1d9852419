// Original file: proto/parikshan/v1/coordinator.proto

import type { ReplayOrder as _parikshan_v1_ReplayOrder, ReplayOrder__Output as _parikshan_v1_ReplayOrder__Output } from '../../parikshan/v1/ReplayOrder.js';
import type { ReplicaMode as _parikshan_v1_ReplicaMode, ReplicaMode__Output as _parikshan_v1_ReplicaMode__Output } from '../../parikshan/v1/ReplicaMode.js';
import type { TransferRoute as _parikshan_v1_TransferRoute, TransferRoute__Output as _parikshan_v1_TransferRoute__Output } from '../../parikshan/v1/TransferRoute.js';
import type { Long } from '@grpc/proto-loader';

/**
 * Asks for more replicas of a clone. What is not described is as in CreateCloneRequest.
 */
export interface StartReplicasRequest {
  /**
   * The same id twice starts them once. Empty: no such protection.
   */
  'requestId'?: (string);
  /**
   * The clone.
   */
  'clone'?: (string);
  /**
   * How many, 1 to 64; a clone has at most 64.
   */
  'replicas'?: (number);
  /**
   * Order of the feed.
   */
  'order'?: (_parikshan_v1_ReplayOrder);
  /**
   * See PrepareReplayRequest.
   */
  'patienceMs'?: (number);
  /**
   * Limits of each; 0: as the instance.
   */
  'replicaMemoryBytes'?: (number | string | Long);
  /**
   * See replica_memory_bytes.
   */
  'replicaCpus'?: (number | string);
  /**
   * Where they run.
   */
  'mode'?: (_parikshan_v1_ReplicaMode);
  /**
   * See mode.
   */
  'hosts'?: (string)[];
  /**
   * See mode.
   */
  'labels'?: (string)[];
  /**
   * See mode.
   */
  'spread'?: (number);
  /**
   * What the transfer to each host without a copy may use, bytes a second; 0: all there is.
   */
  'bytesPerSecond'?: (number | string | Long);
  /**
   * By which way disk and memory go to hosts without a copy.
   */
  'route'?: (_parikshan_v1_TransferRoute);
}

/**
 * Asks for more replicas of a clone. What is not described is as in CreateCloneRequest.
 */
export interface StartReplicasRequest__Output {
  /**
   * The same id twice starts them once. Empty: no such protection.
   */
  'requestId': (string);
  /**
   * The clone.
   */
  'clone': (string);
  /**
   * How many, 1 to 64; a clone has at most 64.
   */
  'replicas': (number);
  /**
   * Order of the feed.
   */
  'order': (_parikshan_v1_ReplayOrder__Output);
  /**
   * See PrepareReplayRequest.
   */
  'patienceMs': (number);
  /**
   * Limits of each; 0: as the instance.
   */
  'replicaMemoryBytes': (number);
  /**
   * See replica_memory_bytes.
   */
  'replicaCpus': (number);
  /**
   * Where they run.
   */
  'mode': (_parikshan_v1_ReplicaMode__Output);
  /**
   * See mode.
   */
  'hosts': (string)[];
  /**
   * See mode.
   */
  'labels': (string)[];
  /**
   * See mode.
   */
  'spread': (number);
  /**
   * What the transfer to each host without a copy may use, bytes a second; 0: all there is.
   */
  'bytesPerSecond': (number);
  /**
   * By which way disk and memory go to hosts without a copy.
   */
  'route': (_parikshan_v1_TransferRoute__Output);
}
