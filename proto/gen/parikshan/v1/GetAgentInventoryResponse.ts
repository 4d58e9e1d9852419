// Original file: proto/parikshan/v1/agent.proto

import type { Inventory as _parikshan_v1_Inventory, Inventory__Output as _parikshan_v1_Inventory__Output } from '../../parikshan/v1/Inventory.js';

/**
 * What the agent holds.
 */
export interface GetAgentInventoryResponse {
  /**
   * Names.
   */
  'inventory'?: (_parikshan_v1_Inventory | null);
}

/**
 * What the agent holds.
 */
export interface GetAgentInventoryResponse__Output {
  /**
   * Names.
   */
  'inventory': (_parikshan_v1_Inventory__Output | null);
}
