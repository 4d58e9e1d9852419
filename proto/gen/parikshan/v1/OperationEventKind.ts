// Original file: proto/parikshan/v1/common.proto

/**
 * The kinds of operation events.
 */
export const OperationEventKind = {
  /**
   * Never sent.
   */
  OPERATION_EVENT_KIND_UNSPECIFIED: 'OPERATION_EVENT_KIND_UNSPECIFIED',
  /**
   * A step begins.
   */
  OPERATION_EVENT_KIND_STEP_STARTED: 'OPERATION_EVENT_KIND_STEP_STARTED',
  /**
   * A step says how far it is, or that it could not be undone yet.
   */
  OPERATION_EVENT_KIND_STEP_PROGRESS: 'OPERATION_EVENT_KIND_STEP_PROGRESS',
  /**
   * A step ended well.
   */
  OPERATION_EVENT_KIND_STEP_DONE: 'OPERATION_EVENT_KIND_STEP_DONE',
  /**
   * A step failed; undoing follows.
   */
  OPERATION_EVENT_KIND_STEP_FAILED: 'OPERATION_EVENT_KIND_STEP_FAILED',
  /**
   * What a step had done was undone.
   */
  OPERATION_EVENT_KIND_STEP_UNDONE: 'OPERATION_EVENT_KIND_STEP_UNDONE',
  /**
   * The operation ended; the last event.
   */
  OPERATION_EVENT_KIND_FINISHED: 'OPERATION_EVENT_KIND_FINISHED',
} as const;

/**
 * The kinds of operation events.
 */
export type OperationEventKind =
  /**
   * Never sent.
   */
  | 'OPERATION_EVENT_KIND_UNSPECIFIED'
  | 0
  /**
   * A step begins.
   */
  | 'OPERATION_EVENT_KIND_STEP_STARTED'
  | 1
  /**
   * A step says how far it is, or that it could not be undone yet.
   */
  | 'OPERATION_EVENT_KIND_STEP_PROGRESS'
  | 2
  /**
   * A step ended well.
   */
  | 'OPERATION_EVENT_KIND_STEP_DONE'
  | 3
  /**
   * A step failed; undoing follows.
   */
  | 'OPERATION_EVENT_KIND_STEP_FAILED'
  | 4
  /**
   * What a step had done was undone.
   */
  | 'OPERATION_EVENT_KIND_STEP_UNDONE'
  | 5
  /**
   * The operation ended; the last event.
   */
  | 'OPERATION_EVENT_KIND_FINISHED'
  | 6

/**
 * The kinds of operation events.
 */
export type OperationEventKind__Output = typeof OperationEventKind[keyof typeof OperationEventKind]
