// Original file: proto/parikshan/v1/coordinator.proto

import type { ExecInReplicaRequest as _parikshan_v1_ExecInReplicaRequest, ExecInReplicaRequest__Output as _parikshan_v1_ExecInReplicaRequest__Output } from '../../parikshan/v1/ExecInReplicaRequest.js';

/**
 * A message into a command; see ExecInReplicaRequest.
 */
export interface ExecReplicaRequest {
  /**
   * The message.
   */
  'message'?: (_parikshan_v1_ExecInReplicaRequest | null);
}

/**
 * A message into a command; see ExecInReplicaRequest.
 */
export interface ExecReplicaRequest__Output {
  /**
   * The message.
   */
  'message': (_parikshan_v1_ExecInReplicaRequest__Output | null);
}
