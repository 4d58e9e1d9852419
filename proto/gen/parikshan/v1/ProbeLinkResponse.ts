// Original file: proto/parikshan/v1/agent.proto


/**
 * Filler.
 */
export interface ProbeLinkResponse {
  /**
   * Zeros, at most 64 KiB.
   */
  'filler'?: (Buffer | Uint8Array | string);
}

/**
 * Filler.
 */
export interface ProbeLinkResponse__Output {
  /**
   * Zeros, at most 64 KiB.
   */
  'filler': (Buffer);
}
