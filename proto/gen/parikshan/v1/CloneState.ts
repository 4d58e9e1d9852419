// Original file: proto/parikshan/v1/coordinator.proto

/**
 * The states of a clone.
 */
export const CloneState = {
  /**
   * Never sent.
   */
  CLONE_STATE_UNSPECIFIED: 'CLONE_STATE_UNSPECIFIED',
  /**
   * Being made.
   */
  CLONE_STATE_CREATING: 'CLONE_STATE_CREATING',
  /**
   * Images, snapshot and cut are kept.
   */
  CLONE_STATE_READY: 'CLONE_STATE_READY',
  /**
   * Being removed.
   */
  CLONE_STATE_REMOVING: 'CLONE_STATE_REMOVING',
} as const;

/**
 * The states of a clone.
 */
export type CloneState =
  /**
   * Never sent.
   */
  | 'CLONE_STATE_UNSPECIFIED'
  | 0
  /**
   * Being made.
   */
  | 'CLONE_STATE_CREATING'
  | 1
  /**
   * Images, snapshot and cut are kept.
   */
  | 'CLONE_STATE_READY'
  | 2
  /**
   * Being removed.
   */
  | 'CLONE_STATE_REMOVING'
  | 3

/**
 * The states of a clone.
 */
export type CloneState__Output = typeof CloneState[keyof typeof CloneState]
