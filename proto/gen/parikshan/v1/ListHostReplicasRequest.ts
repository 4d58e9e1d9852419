// Original file: proto/parikshan/v1/agent.proto


/**
 * Asks for all replicas.
 */
export interface ListHostReplicasRequest {
}

/**
 * Asks for all replicas.
 */
export interface ListHostReplicasRequest__Output {
}
