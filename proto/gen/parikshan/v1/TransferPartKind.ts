// Original file: proto/parikshan/v1/transfer.proto

/**
 * What travels apart and is counted apart.
 */
export const TransferPartKind = {
  /**
   * Never sent.
   */
  TRANSFER_PART_KIND_UNSPECIFIED: 'TRANSFER_PART_KIND_UNSPECIFIED',
  /**
   * The disk image.
   */
  TRANSFER_PART_KIND_DISK: 'TRANSFER_PART_KIND_DISK',
  /**
   * The memory images.
   */
  TRANSFER_PART_KIND_MEMORY: 'TRANSFER_PART_KIND_MEMORY',
} as const;

/**
 * What travels apart and is counted apart.
 */
export type TransferPartKind =
  /**
   * Never sent.
   */
  | 'TRANSFER_PART_KIND_UNSPECIFIED'
  | 0
  /**
   * The disk image.
   */
  | 'TRANSFER_PART_KIND_DISK'
  | 1
  /**
   * The memory images.
   */
  | 'TRANSFER_PART_KIND_MEMORY'
  | 2

/**
 * What travels apart and is counted apart.
 */
export type TransferPartKind__Output = typeof TransferPartKind[keyof typeof TransferPartKind]
