// Original file: proto/parikshan/v1/common.proto

/**
 * The states of an operation.
 */
export const OperationState = {
  /**
   * Never sent.
   */
  OPERATION_STATE_UNSPECIFIED: 'OPERATION_STATE_UNSPECIFIED',
  /**
   * Accepted or under way.
   */
  OPERATION_STATE_RUNNING: 'OPERATION_STATE_RUNNING',
  /**
   * Ended well.
   */
  OPERATION_STATE_SUCCEEDED: 'OPERATION_STATE_SUCCEEDED',
  /**
   * Ended badly; what it had made was undone, but for what `results` names (a clone of which some replicas failed).
   */
  OPERATION_STATE_FAILED: 'OPERATION_STATE_FAILED',
  /**
   * Stopped on request; what it had made was undone.
   */
  OPERATION_STATE_CANCELLED: 'OPERATION_STATE_CANCELLED',
} as const;

/**
 * The states of an operation.
 */
export type OperationState =
  /**
   * Never sent.
   */
  | 'OPERATION_STATE_UNSPECIFIED'
  | 0
  /**
   * Accepted or under way.
   */
  | 'OPERATION_STATE_RUNNING'
  | 1
  /**
   * Ended well.
   */
  | 'OPERATION_STATE_SUCCEEDED'
  | 2
  /**
   * Ended badly; what it had made was undone, but for what `results` names (a clone of which some replicas failed).
   */
  | 'OPERATION_STATE_FAILED'
  | 3
  /**
   * Stopped on request; what it had made was undone.
   */
  | 'OPERATION_STATE_CANCELLED'
  | 4

/**
 * The states of an operation.
 */
export type OperationState__Output = typeof OperationState[keyof typeof OperationState]
