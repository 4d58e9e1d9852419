// Original file: proto/parikshan/v1/proxy.proto

/**
 * The states of a replay.
 */
export const ReplayState = {
  /**
   * Never sent.
   */
  REPLAY_STATE_UNSPECIFIED: 'REPLAY_STATE_UNSPECIFIED',
  /**
   * Twins stand, the replica is not fed yet.
   */
  REPLAY_STATE_PREPARED: 'REPLAY_STATE_PREPARED',
  /**
   * Fed from the log.
   */
  REPLAY_STATE_FOLLOWING: 'REPLAY_STATE_FOLLOWING',
  /**
   * The log moved past it; it stopped at an exact byte.
   */
  REPLAY_STATE_OVERRUN: 'REPLAY_STATE_OVERRUN',
  /**
   * The replica's processes ended, or its cell is gone.
   */
  REPLAY_STATE_LOST: 'REPLAY_STATE_LOST',
  /**
   * Stopped on request.
   */
  REPLAY_STATE_STOPPED: 'REPLAY_STATE_STOPPED',
} as const;

/**
 * The states of a replay.
 */
export type ReplayState =
  /**
   * Never sent.
   */
  | 'REPLAY_STATE_UNSPECIFIED'
  | 0
  /**
   * Twins stand, the replica is not fed yet.
   */
  | 'REPLAY_STATE_PREPARED'
  | 1
  /**
   * Fed from the log.
   */
  | 'REPLAY_STATE_FOLLOWING'
  | 2
  /**
   * The log moved past it; it stopped at an exact byte.
   */
  | 'REPLAY_STATE_OVERRUN'
  | 3
  /**
   * The replica's processes ended, or its cell is gone.
   */
  | 'REPLAY_STATE_LOST'
  | 4
  /**
   * Stopped on request.
   */
  | 'REPLAY_STATE_STOPPED'
  | 5

/**
 * The states of a replay.
 */
export type ReplayState__Output = typeof ReplayState[keyof typeof ReplayState]
