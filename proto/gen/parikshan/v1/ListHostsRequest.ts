// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Asks for all hosts.
 */
export interface ListHostsRequest {
}

/**
 * Asks for all hosts.
 */
export interface ListHostsRequest__Output {
}
