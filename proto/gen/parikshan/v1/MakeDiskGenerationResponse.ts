// Original file: proto/parikshan/v1/transfer.proto


/**
 * The generation stands: a reflink copy, made right after a sync of the filesystem in it. It is as a crash would have left it, good to
 * build on and nothing else.
 */
export interface MakeDiskGenerationResponse {
  /**
   * Its id: unique for all time, equal on both hosts once it was fetched.
   */
  'generation'?: (string);
}

/**
 * The generation stands: a reflink copy, made right after a sync of the filesystem in it. It is as a crash would have left it, good to
 * build on and nothing else.
 */
export interface MakeDiskGenerationResponse__Output {
  /**
   * Its id: unique for all time, equal on both hosts once it was fetched.
   */
  'generation': (string);
}
