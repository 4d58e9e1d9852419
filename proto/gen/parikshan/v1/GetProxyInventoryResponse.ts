// Original file: proto/parikshan/v1/proxy.proto

import type { Inventory as _parikshan_v1_Inventory, Inventory__Output as _parikshan_v1_Inventory__Output } from '../../parikshan/v1/Inventory.js';

/**
 * What the proxy holds.
 */
export interface GetProxyInventoryResponse {
  /**
   * Names.
   */
  'inventory'?: (_parikshan_v1_Inventory | null);
}

/**
 * What the proxy holds.
 */
export interface GetProxyInventoryResponse__Output {
  /**
   * Names.
   */
  'inventory': (_parikshan_v1_Inventory__Output | null);
}
