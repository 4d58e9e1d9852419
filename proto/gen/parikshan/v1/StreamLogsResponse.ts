// Original file: proto/parikshan/v1/coordinator.proto


/**
 * One line.
 */
export interface StreamLogsResponse {
  /**
   * `stdout` or `stderr`.
   */
  'source'?: (string);
  /**
   * RFC 3339 with nanoseconds.
   */
  'time'?: (string);
  /**
   * The line.
   */
  'line'?: (Buffer | Uint8Array | string);
}

/**
 * One line.
 */
export interface StreamLogsResponse__Output {
  /**
   * `stdout` or `stderr`.
   */
  'source': (string);
  /**
   * RFC 3339 with nanoseconds.
   */
  'time': (string);
  /**
   * The line.
   */
  'line': (Buffer);
}
