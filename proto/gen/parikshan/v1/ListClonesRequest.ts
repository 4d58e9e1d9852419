// Original file: proto/parikshan/v1/coordinator.proto


/**
 * Asks for all clones.
 */
export interface ListClonesRequest {
}

/**
 * Asks for all clones.
 */
export interface ListClonesRequest__Output {
}
