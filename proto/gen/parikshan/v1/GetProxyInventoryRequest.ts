// Original file: proto/parikshan/v1/proxy.proto


/**
 * Asks what the proxy holds.
 */
export interface GetProxyInventoryRequest {
}

/**
 * Asks what the proxy holds.
 */
export interface GetProxyInventoryRequest__Output {
}
