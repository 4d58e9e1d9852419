// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Asks how things are.
 */
export interface GetStatusRequest {
}

/**
 * Asks how things are.
 */
export interface GetStatusRequest__Output {
}
