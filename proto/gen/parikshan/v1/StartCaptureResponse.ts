// Original file: proto/parikshan/v1/proxy.proto


/**
 * The tap runs.
 */
export interface StartCaptureResponse {
  /**
   * Whether this call started it.
   */
  'started'?: (boolean);
  /**
   * Whether the order in which its programs read is recorded (the kernel must have the tracepoint).
   */
  'readsRecorded'?: (boolean);
}

/**
 * The tap runs.
 */
export interface StartCaptureResponse__Output {
  /**
   * Whether this call started it.
   */
  'started': (boolean);
  /**
   * Whether the order in which its programs read is recorded (the kernel must have the tracepoint).
   */
  'readsRecorded': (boolean);
}
