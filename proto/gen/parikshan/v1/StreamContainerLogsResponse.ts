// Original file: proto/parikshan/v1/agent.proto


/**
 * One line of output.
 */
export interface StreamContainerLogsResponse {
  /**
   * `stdout` or `stderr`.
   */
  'source'?: (string);
  /**
   * RFC 3339 with nanoseconds, as logged.
   */
  'time'?: (string);
  /**
   * The line, without its newline.
   */
  'line'?: (Buffer | Uint8Array | string);
}

/**
 * One line of output.
 */
export interface StreamContainerLogsResponse__Output {
  /**
   * `stdout` or `stderr`.
   */
  'source': (string);
  /**
   * RFC 3339 with nanoseconds, as logged.
   */
  'time': (string);
  /**
   * The line, without its newline.
   */
  'line': (Buffer);
}
