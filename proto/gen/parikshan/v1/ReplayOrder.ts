// Original file: proto/parikshan/v1/proxy.proto

/**
 * How the feed is ordered.
 */
export const ReplayOrder = {
  /**
   * Means STRICT.
   */
  REPLAY_ORDER_UNSPECIFIED: 'REPLAY_ORDER_UNSPECIFIED',
  /**
   * The order of the log holds across all connections.
   */
  REPLAY_ORDER_STRICT: 'REPLAY_ORDER_STRICT',
  /**
   * The order of the log holds on each connection.
   */
  REPLAY_ORDER_CAUSAL: 'REPLAY_ORDER_CAUSAL',
} as const;

/**
 * How the feed is ordered.
 */
export type ReplayOrder =
  /**
   * Means STRICT.
   */
  | 'REPLAY_ORDER_UNSPECIFIED'
  | 0
  /**
   * The order of the log holds across all connections.
   */
  | 'REPLAY_ORDER_STRICT'
  | 1
  /**
   * The order of the log holds on each connection.
   */
  | 'REPLAY_ORDER_CAUSAL'
  | 2

/**
 * How the feed is ordered.
 */
export type ReplayOrder__Output = typeof ReplayOrder[keyof typeof ReplayOrder]
