// Original file: proto/parikshan/v1/proxy.proto


/**
 * The replayer reads the log.
 */
export interface StartReplayResponse {
}

/**
 * The replayer reads the log.
 */
export interface StartReplayResponse__Output {
}
