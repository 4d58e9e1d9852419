// Original file: proto/parikshan/v1/agent.proto


/**
 * It is gone.
 */
export interface RemoveHostCloneResponse {
}

/**
 * It is gone.
 */
export interface RemoveHostCloneResponse__Output {
}
