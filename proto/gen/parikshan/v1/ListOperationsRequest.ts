// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Asks for all operations.
 */
export interface ListOperationsRequest {
}

/**
 * Asks for all operations.
 */
export interface ListOperationsRequest__Output {
}
