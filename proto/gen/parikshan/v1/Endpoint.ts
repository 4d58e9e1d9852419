// Original file: proto/parikshan/v1/common.proto


/**
 * One end of a TCP connection.
 */
export interface Endpoint {
  /**
   * IPv4 dotted quad or IPv6 text.
   */
  'address'?: (string);
  /**
   * 1 to 65535.
   */
  'port'?: (number);
}

/**
 * One end of a TCP connection.
 */
export interface Endpoint__Output {
  /**
   * IPv4 dotted quad or IPv6 text.
   */
  'address': (string);
  /**
   * 1 to 65535.
   */
  'port': (number);
}
