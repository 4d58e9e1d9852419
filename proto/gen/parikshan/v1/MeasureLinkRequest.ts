// Original file: proto/parikshan/v1/agent.proto


/**
 * Names the other end.
 */
export interface MeasureLinkRequest {
  /**
   * gRPC target of the other agent, e.g. `10.0.0.2:7424`.
   */
  'target'?: (string);
}

/**
 * Names the other end.
 */
export interface MeasureLinkRequest__Output {
  /**
   * gRPC target of the other agent, e.g. `10.0.0.2:7424`.
   */
  'target': (string);
}
