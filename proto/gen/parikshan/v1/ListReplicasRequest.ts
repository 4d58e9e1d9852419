// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Asks for all replicas.
 */
export interface ListReplicasRequest {
  /**
   * Only those of this clone; empty: all.
   */
  'clone'?: (string);
}

/**
 * Asks for all replicas.
 */
export interface ListReplicasRequest__Output {
  /**
   * Only those of this clone; empty: all.
   */
  'clone': (string);
}
