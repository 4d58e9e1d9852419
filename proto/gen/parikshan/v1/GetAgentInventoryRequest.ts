// Original file: proto/parikshan/v1/agent.proto


/**
 * Asks what the agent holds.
 */
export interface GetAgentInventoryRequest {
}

/**
 * Asks what the agent holds.
 */
export interface GetAgentInventoryRequest__Output {
}
