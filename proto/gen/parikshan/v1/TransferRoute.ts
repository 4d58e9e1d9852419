// Original file: proto/parikshan/v1/transfer.proto

/**
 * By which way hosts reach each other.
 */
export const TransferRoute = {
  /**
   * Whichever is open, the direct one first.
   */
  TRANSFER_ROUTE_UNSPECIFIED: 'TRANSFER_ROUTE_UNSPECIFIED',
  /**
   * To the port of the other agent.
   */
  TRANSFER_ROUTE_DIRECT: 'TRANSFER_ROUTE_DIRECT',
  /**
   * Through an sshd.
   */
  TRANSFER_ROUTE_SSH: 'TRANSFER_ROUTE_SSH',
} as const;

/**
 * By which way hosts reach each other.
 */
export type TransferRoute =
  /**
   * Whichever is open, the direct one first.
   */
  | 'TRANSFER_ROUTE_UNSPECIFIED'
  | 0
  /**
   * To the port of the other agent.
   */
  | 'TRANSFER_ROUTE_DIRECT'
  | 1
  /**
   * Through an sshd.
   */
  | 'TRANSFER_ROUTE_SSH'
  | 2

/**
 * By which way hosts reach each other.
 */
export type TransferRoute__Output = typeof TransferRoute[keyof typeof TransferRoute]
