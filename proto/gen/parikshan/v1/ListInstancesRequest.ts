// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Asks for all instances.
 */
export interface ListInstancesRequest {
}

/**
 * Asks for all instances.
 */
export interface ListInstancesRequest__Output {
}
