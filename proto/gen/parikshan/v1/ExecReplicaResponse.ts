// Original file: proto/parikshan/v1/coordinator.proto

import type { ExecInReplicaResponse as _parikshan_v1_ExecInReplicaResponse, ExecInReplicaResponse__Output as _parikshan_v1_ExecInReplicaResponse__Output } from '../../parikshan/v1/ExecInReplicaResponse.js';

/**
 * A message out of a command; see ExecInReplicaResponse.
 */
export interface ExecReplicaResponse {
  /**
   * The message.
   */
  'message'?: (_parikshan_v1_ExecInReplicaResponse | null);
}

/**
 * A message out of a command; see ExecInReplicaResponse.
 */
export interface ExecReplicaResponse__Output {
  /**
   * The message.
   */
  'message': (_parikshan_v1_ExecInReplicaResponse__Output | null);
}
