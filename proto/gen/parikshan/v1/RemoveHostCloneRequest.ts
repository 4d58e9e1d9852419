// Original file: proto/parikshan/v1/agent.proto


/**
 * Asks to delete a clone.
 */
export interface RemoveHostCloneRequest {
  /**
   * Clone name.
   */
  'clone'?: (string);
}

/**
 * Asks to delete a clone.
 */
export interface RemoveHostCloneRequest__Output {
  /**
   * Clone name.
   */
  'clone': (string);
}
