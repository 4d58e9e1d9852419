// Original file: proto/parikshan/v1/transfer.proto

/**
 * What kind of file.
 */
export const ShipmentFileKind = {
  /**
   * Never sent.
   */
  SHIPMENT_FILE_KIND_UNSPECIFIED: 'SHIPMENT_FILE_KIND_UNSPECIFIED',
  /**
   * Bytes.
   */
  SHIPMENT_FILE_KIND_REGULAR: 'SHIPMENT_FILE_KIND_REGULAR',
  /**
   * A folder; it comes before what is in it.
   */
  SHIPMENT_FILE_KIND_FOLDER: 'SHIPMENT_FILE_KIND_FOLDER',
  /**
   * A symbolic link to another place in the same part.
   */
  SHIPMENT_FILE_KIND_LINK: 'SHIPMENT_FILE_KIND_LINK',
} as const;

/**
 * What kind of file.
 */
export type ShipmentFileKind =
  /**
   * Never sent.
   */
  | 'SHIPMENT_FILE_KIND_UNSPECIFIED'
  | 0
  /**
   * Bytes.
   */
  | 'SHIPMENT_FILE_KIND_REGULAR'
  | 1
  /**
   * A folder; it comes before what is in it.
   */
  | 'SHIPMENT_FILE_KIND_FOLDER'
  | 2
  /**
   * A symbolic link to another place in the same part.
   */
  | 'SHIPMENT_FILE_KIND_LINK'
  | 3

/**
 * What kind of file.
 */
export type ShipmentFileKind__Output = typeof ShipmentFileKind[keyof typeof ShipmentFileKind]
