// Original file: proto/parikshan/v1/transfer.proto


/**
 * Asks to remove what was made ahead for a taker.
 */
export interface RemoveDiskGenerationsRequest {
  /**
   * The clone they were for.
   */
  'clone'?: (string);
  /**
   * Who was to fetch them; empty: all.
   */
  'taker'?: (string);
}

/**
 * Asks to remove what was made ahead for a taker.
 */
export interface RemoveDiskGenerationsRequest__Output {
  /**
   * The clone they were for.
   */
  'clone': (string);
  /**
   * Who was to fetch them; empty: all.
   */
  'taker': (string);
}
