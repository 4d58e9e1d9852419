// Original file: proto/parikshan/v1/cut.proto


/**
 * TCP options and windows of a socket in the images.
 */
export interface CutTcpOptions {
  /**
   * TCPOPT bits as in the image: 1 timestamps, 2 SACK, 4 window scale, 8 ECN.
   */
  'optMask'?: (number);
  /**
   * Window scale for what the container sends (peer's offer).
   */
  'sndWscale'?: (number);
  /**
   * Window scale for what the container receives (its own offer).
   */
  'rcvWscale'?: (number);
  /**
   * Maximum segment size clamp.
   */
  'mssClamp'?: (number);
  /**
   * The container's timestamp clock at the dump.
   */
  'timestamp'?: (number);
  /**
   * Windows follow the names of struct tcp_repair_window.
   */
  'sndWl1'?: (number);
  /**
   * Send window, bytes.
   */
  'sndWnd'?: (number);
  /**
   * Largest send window seen, bytes.
   */
  'maxWindow'?: (number);
  /**
   * Receive window, bytes.
   */
  'rcvWnd'?: (number);
  /**
   * Receive sequence at the last window update.
   */
  'rcvWup'?: (number);
}

/**
 * TCP options and windows of a socket in the images.
 */
export interface CutTcpOptions__Output {
  /**
   * TCPOPT bits as in the image: 1 timestamps, 2 SACK, 4 window scale, 8 ECN.
   */
  'optMask': (number);
  /**
   * Window scale for what the container sends (peer's offer).
   */
  'sndWscale': (number);
  /**
   * Window scale for what the container receives (its own offer).
   */
  'rcvWscale': (number);
  /**
   * Maximum segment size clamp.
   */
  'mssClamp': (number);
  /**
   * The container's timestamp clock at the dump.
   */
  'timestamp': (number);
  /**
   * Windows follow the names of struct tcp_repair_window.
   */
  'sndWl1': (number);
  /**
   * Send window, bytes.
   */
  'sndWnd': (number);
  /**
   * Largest send window seen, bytes.
   */
  'maxWindow': (number);
  /**
   * Receive window, bytes.
   */
  'rcvWnd': (number);
  /**
   * Receive sequence at the last window update.
   */
  'rcvWup': (number);
}
