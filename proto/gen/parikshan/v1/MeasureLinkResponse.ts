// Original file: proto/parikshan/v1/agent.proto


/**
 * A way between two agents, as the one that was asked has it.
 */
export interface MeasureLinkResponse {
  /**
   * Median round trip of a small call, microseconds.
   */
  'roundTripUs'?: (number | string);
  /**
   * Bytes a second that this agent gets from the other one in one stream.
   */
  'bytesPerSecond'?: (number | string);
  /**
   * When it was measured, RFC 3339.
   */
  'measuredAt'?: (string);
}

/**
 * A way between two agents, as the one that was asked has it.
 */
export interface MeasureLinkResponse__Output {
  /**
   * Median round trip of a small call, microseconds.
   */
  'roundTripUs': (number);
  /**
   * Bytes a second that this agent gets from the other one in one stream.
   */
  'bytesPerSecond': (number);
  /**
   * When it was measured, RFC 3339.
   */
  'measuredAt': (string);
}
