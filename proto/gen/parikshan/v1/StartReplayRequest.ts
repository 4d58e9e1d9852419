// Original file: proto/parikshan/v1/proxy.proto


/**
 * Asks to start feeding.
 */
export interface StartReplayRequest {
  /**
   * Replica name.
   */
  'replica'?: (string);
  /**
   * Host pid of its first process: while its processes are stopped (by a debugger, or SIGSTOP) no patience runs out. 0: not watched.
   */
  'pid'?: (number);
}

/**
 * Asks to start feeding.
 */
export interface StartReplayRequest__Output {
  /**
   * Replica name.
   */
  'replica': (string);
  /**
   * Host pid of its first process: while its processes are stopped (by a debugger, or SIGSTOP) no patience runs out. 0: not watched.
   */
  'pid': (number);
}
