// Original file: proto/parikshan/v1/agent.proto


/**
 * It is gone.
 */
export interface RemoveHostReplicaResponse {
}

/**
 * It is gone.
 */
export interface RemoveHostReplicaResponse__Output {
}
