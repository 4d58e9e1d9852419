// Original file: proto/parikshan/v1/agent.proto


/**
 * It is gone.
 */
export interface RemoveHostInstanceResponse {
}

/**
 * It is gone.
 */
export interface RemoveHostInstanceResponse__Output {
}
