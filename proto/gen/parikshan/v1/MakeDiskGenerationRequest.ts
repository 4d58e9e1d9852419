// Original file: proto/parikshan/v1/transfer.proto


/**
 * Asks for a generation of a running instance's disk.
 */
export interface MakeDiskGenerationRequest {
  /**
   * The instance.
   */
  'instance'?: (string);
  /**
   * The clone it is for.
   */
  'clone'?: (string);
  /**
   * Who will fetch it: name of a host. Each has generations of its own.
   */
  'taker'?: (string);
  /**
   * Ids of generations that the taker has whole. Older ones that were made for the same clone and taker are removed.
   */
  'keep'?: (string)[];
}

/**
 * Asks for a generation of a running instance's disk.
 */
export interface MakeDiskGenerationRequest__Output {
  /**
   * The instance.
   */
  'instance': (string);
  /**
   * The clone it is for.
   */
  'clone': (string);
  /**
   * Who will fetch it: name of a host. Each has generations of its own.
   */
  'taker': (string);
  /**
   * Ids of generations that the taker has whole. Older ones that were made for the same clone and taker are removed.
   */
  'keep': (string)[];
}
