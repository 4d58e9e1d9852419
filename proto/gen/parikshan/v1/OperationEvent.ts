// Original file: proto/parikshan/v1/common.proto

import type { OperationEventKind as _parikshan_v1_OperationEventKind, OperationEventKind__Output as _parikshan_v1_OperationEventKind__Output } from '../../parikshan/v1/OperationEventKind.js';
import type { Operation as _parikshan_v1_Operation, Operation__Output as _parikshan_v1_Operation__Output } from '../../parikshan/v1/Operation.js';
import type { Long } from '@grpc/proto-loader';

/**
 * One thing that happened to an operation.
 */
export interface OperationEvent {
  /**
   * The operation it belongs to.
   */
  'operationId'?: (string);
  /**
   * 1 for the first event of the operation, then up by one.
   */
  'sequence'?: (number | string | Long);
  /**
   * When it happened, RFC 3339 with milliseconds.
   */
  'time'?: (string);
  /**
   * What kind of thing.
   */
  'kind'?: (_parikshan_v1_OperationEventKind);
  /**
   * The step it is about, kebab-case, or REPLICA/STEP for a step of one replica; empty for FINISHED.
   */
  'step'?: (string);
  /**
   * One line for a person.
   */
  'message'?: (string);
  /**
   * How long the step took, milliseconds; set on STEP_DONE and STEP_FAILED.
   */
  'durationMs'?: (number | string);
  /**
   * The operation as it ended; set on FINISHED only.
   */
  'operation'?: (_parikshan_v1_Operation | null);
}

/**
 * One thing that happened to an operation.
 */
export interface OperationEvent__Output {
  /**
   * The operation it belongs to.
   */
  'operationId': (string);
  /**
   * 1 for the first event of the operation, then up by one.
   */
  'sequence': (number);
  /**
   * When it happened, RFC 3339 with milliseconds.
   */
  'time': (string);
  /**
   * What kind of thing.
   */
  'kind': (_parikshan_v1_OperationEventKind__Output);
  /**
   * The step it is about, kebab-case, or REPLICA/STEP for a step of one replica; empty for FINISHED.
   */
  'step': (string);
  /**
   * One line for a person.
   */
  'message': (string);
  /**
   * How long the step took, milliseconds; set on STEP_DONE and STEP_FAILED.
   */
  'durationMs': (number);
  /**
   * The operation as it ended; set on FINISHED only.
   */
  'operation': (_parikshan_v1_Operation__Output | null);
}
