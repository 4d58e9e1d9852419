// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Names a host to be forgotten.
 */
export interface RemoveHostRequest {
  /**
   * Name.
   */
  'name'?: (string);
  /**
   * Also while it has instances, clones or replicas, which are forgotten with it, or while its roles beat: it is then there again at
   * the next beat, with what its agent holds.
   */
  'force'?: (boolean);
}

/**
 * Names a host to be forgotten.
 */
export interface RemoveHostRequest__Output {
  /**
   * Name.
   */
  'name': (string);
  /**
   * Also while it has instances, clones or replicas, which are forgotten with it, or while its roles beat: it is then there again at
   * the next beat, with what its agent holds.
   */
  'force': (boolean);
}
