// Original file: proto/parikshan/v1/agent.proto

/**
 * The states of a container, instance or replica.
 */
export const ContainerState = {
  /**
   * Never sent.
   */
  CONTAINER_STATE_UNSPECIFIED: 'CONTAINER_STATE_UNSPECIFIED',
  /**
   * Being made.
   */
  CONTAINER_STATE_CREATING: 'CONTAINER_STATE_CREATING',
  /**
   * Runs.
   */
  CONTAINER_STATE_RUNNING: 'CONTAINER_STATE_RUNNING',
  /**
   * Its first process ended by itself.
   */
  CONTAINER_STATE_EXITED: 'CONTAINER_STATE_EXITED',
  /**
   * Stopped on request.
   */
  CONTAINER_STATE_STOPPED: 'CONTAINER_STATE_STOPPED',
} as const;

/**
 * The states of a container, instance or replica.
 */
export type ContainerState =
  /**
   * Never sent.
   */
  | 'CONTAINER_STATE_UNSPECIFIED'
  | 0
  /**
   * Being made.
   */
  | 'CONTAINER_STATE_CREATING'
  | 1
  /**
   * Runs.
   */
  | 'CONTAINER_STATE_RUNNING'
  | 2
  /**
   * Its first process ended by itself.
   */
  | 'CONTAINER_STATE_EXITED'
  | 3
  /**
   * Stopped on request.
   */
  | 'CONTAINER_STATE_STOPPED'
  | 4

/**
 * The states of a container, instance or replica.
 */
export type ContainerState__Output = typeof ContainerState[keyof typeof ContainerState]
