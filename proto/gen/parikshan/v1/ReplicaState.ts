// Original file: proto/parikshan/v1/coordinator.proto

/**
 * The states of a replica.
 */
export const ReplicaState = {
  /**
   * Never sent.
   */
  REPLICA_STATE_UNSPECIFIED: 'REPLICA_STATE_UNSPECIFIED',
  /**
   * Being made.
   */
  REPLICA_STATE_CREATING: 'REPLICA_STATE_CREATING',
  /**
   * Fed.
   */
  REPLICA_STATE_FOLLOWING: 'REPLICA_STATE_FOLLOWING',
  /**
   * The log moved past it; alive, stopped at an exact byte.
   */
  REPLICA_STATE_OVERRUN: 'REPLICA_STATE_OVERRUN',
  /**
   * Alive, but nothing feeds it any more (its replayer died).
   */
  REPLICA_STATE_DETACHED: 'REPLICA_STATE_DETACHED',
  /**
   * Its processes ended.
   */
  REPLICA_STATE_EXITED: 'REPLICA_STATE_EXITED',
  /**
   * Its host cannot be asked.
   */
  REPLICA_STATE_UNREACHABLE: 'REPLICA_STATE_UNREACHABLE',
} as const;

/**
 * The states of a replica.
 */
export type ReplicaState =
  /**
   * Never sent.
   */
  | 'REPLICA_STATE_UNSPECIFIED'
  | 0
  /**
   * Being made.
   */
  | 'REPLICA_STATE_CREATING'
  | 1
  /**
   * Fed.
   */
  | 'REPLICA_STATE_FOLLOWING'
  | 2
  /**
   * The log moved past it; alive, stopped at an exact byte.
   */
  | 'REPLICA_STATE_OVERRUN'
  | 3
  /**
   * Alive, but nothing feeds it any more (its replayer died).
   */
  | 'REPLICA_STATE_DETACHED'
  | 4
  /**
   * Its processes ended.
   */
  | 'REPLICA_STATE_EXITED'
  | 5
  /**
   * Its host cannot be asked.
   */
  | 'REPLICA_STATE_UNREACHABLE'
  | 6

/**
 * The states of a replica.
 */
export type ReplicaState__Output = typeof ReplicaState[keyof typeof ReplicaState]
