// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Names a host and its labels.
 */
export interface SetHostLabelsRequest {
  /**
   * Name.
   */
  'name'?: (string);
  /**
   * Labels to be there. Keys: 1 to 63 letters, digits, `.`, `_`, `/` and hyphens; values the same, or empty.
   */
  'set'?: ({[key: string]: string});
  /**
   * Keys to be there no more; they need not have been.
   */
  'remove'?: (string)[];
}

/**
 * Names a host and its labels.
 */
export interface SetHostLabelsRequest__Output {
  /**
   * Name.
   */
  'name': (string);
  /**
   * Labels to be there. Keys: 1 to 63 letters, digits, `.`, `_`, `/` and hyphens; values the same, or empty.
   */
  'set': ({[key: string]: string});
  /**
   * Keys to be there no more; they need not have been.
   */
  'remove': (string)[];
}
