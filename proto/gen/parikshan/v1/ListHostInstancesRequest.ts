// Original file: proto/parikshan/v1/agent.proto


/**
 * Asks for all instances.
 */
export interface ListHostInstancesRequest {
}

/**
 * Asks for all instances.
 */
export interface ListHostInstancesRequest__Output {
}
