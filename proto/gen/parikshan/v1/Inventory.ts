// Original file: proto/parikshan/v1/common.proto


/**
 * What a role (agent or proxy) has made on its host and still holds, by name.
 */
export interface Inventory {
  /**
   * Instances.
   */
  'instances'?: (string)[];
  /**
   * Clones whose images or snapshots are kept.
   */
  'clones'?: (string)[];
  /**
   * Replicas.
   */
  'replicas'?: (string)[];
  /**
   * Clones that are not here, but of which something is: a part that was fetched, generations of a disk made or fetched for one to come.
   * RemoveHostClone removes it.
   */
  'partialClones'?: (string)[];
}

/**
 * What a role (agent or proxy) has made on its host and still holds, by name.
 */
export interface Inventory__Output {
  /**
   * Instances.
   */
  'instances': (string)[];
  /**
   * Clones whose images or snapshots are kept.
   */
  'clones': (string)[];
  /**
   * Replicas.
   */
  'replicas': (string)[];
  /**
   * Clones that are not here, but of which something is: a part that was fetched, generations of a disk made or fetched for one to come.
   * RemoveHostClone removes it.
   */
  'partialClones': (string)[];
}
