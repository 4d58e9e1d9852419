// Original file: proto/parikshan/v1/agent.proto


/**
 * Asks about the host.
 */
export interface GetHostRequest {
}

/**
 * Asks about the host.
 */
export interface GetHostRequest__Output {
}
