// Original file: proto/parikshan/v1/transfer.proto


/**
 * They are gone. None is no error.
 */
export interface RemoveDiskGenerationsResponse {
}

/**
 * They are gone. None is no error.
 */
export interface RemoveDiskGenerationsResponse__Output {
}
