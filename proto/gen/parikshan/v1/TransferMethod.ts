// Original file: proto/parikshan/v1/transfer.proto

/**
 * How what has to be shipped is found out.
 */
export const TransferMethod = {
  /**
   * Never sent.
   */
  TRANSFER_METHOD_UNSPECIFIED: 'TRANSFER_METHOD_UNSPECIFIED',
  /**
   * All that is allocated: there is nothing on the target to build on.
   */
  TRANSFER_METHOD_ALLOCATED: 'TRANSFER_METHOD_ALLOCATED',
  /**
   * Extent maps of two generations of the disk that both hosts hold: what differs is known without reading.
   */
  TRANSFER_METHOD_EXTENTS: 'TRANSFER_METHOD_EXTENTS',
  /**
   * Both sides read their disk and compare digests of its blocks: one of them has no extent maps or no reflinks, `why` says which.
   */
  TRANSFER_METHOD_DIGESTS: 'TRANSFER_METHOD_DIGESTS',
} as const;

/**
 * How what has to be shipped is found out.
 */
export type TransferMethod =
  /**
   * Never sent.
   */
  | 'TRANSFER_METHOD_UNSPECIFIED'
  | 0
  /**
   * All that is allocated: there is nothing on the target to build on.
   */
  | 'TRANSFER_METHOD_ALLOCATED'
  | 1
  /**
   * Extent maps of two generations of the disk that both hosts hold: what differs is known without reading.
   */
  | 'TRANSFER_METHOD_EXTENTS'
  | 2
  /**
   * Both sides read their disk and compare digests of its blocks: one of them has no extent maps or no reflinks, `why` says which.
   */
  | 'TRANSFER_METHOD_DIGESTS'
  | 3

/**
 * How what has to be shipped is found out.
 */
export type TransferMethod__Output = typeof TransferMethod[keyof typeof TransferMethod]
