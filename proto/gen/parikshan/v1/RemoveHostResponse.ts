// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Forgotten.
 */
export interface RemoveHostResponse {
  /**
   * Instances that were forgotten with it.
   */
  'instances'?: (string)[];
  /**
   * Clones likewise.
   */
  'clones'?: (string)[];
  /**
   * Replicas likewise.
   */
  'replicas'?: (string)[];
}

/**
 * Forgotten.
 */
export interface RemoveHostResponse__Output {
  /**
   * Instances that were forgotten with it.
   */
  'instances': (string)[];
  /**
   * Clones likewise.
   */
  'clones': (string)[];
  /**
   * Replicas likewise.
   */
  'replicas': (string)[];
}
