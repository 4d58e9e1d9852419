// Original file: proto/parikshan/v1/transfer.proto

import type { TransferPartKind as _parikshan_v1_TransferPartKind, TransferPartKind__Output as _parikshan_v1_TransferPartKind__Output } from '../../parikshan/v1/TransferPartKind.js';
import type { ShipmentFileKind as _parikshan_v1_ShipmentFileKind, ShipmentFileKind__Output as _parikshan_v1_ShipmentFileKind__Output } from '../../parikshan/v1/ShipmentFileKind.js';
import type { Long } from '@grpc/proto-loader';

/**
 * One file of a shipment.
 */
export interface ShipmentFile {
  /**
   * Which part it belongs to.
   */
  'part'?: (_parikshan_v1_TransferPartKind);
  /**
   * Path below the part's folder.
   */
  'path'?: (string);
  /**
   * What it is.
   */
  'kind'?: (_parikshan_v1_ShipmentFileKind);
  /**
   * Mode bits, e.g. 0600.
   */
  'mode'?: (number);
  /**
   * Its size, bytes.
   */
  'size'?: (number | string | Long);
  /**
   * Where a link leads.
   */
  'link'?: (string);
}

/**
 * One file of a shipment.
 */
export interface ShipmentFile__Output {
  /**
   * Which part it belongs to.
   */
  'part': (_parikshan_v1_TransferPartKind__Output);
  /**
   * Path below the part's folder.
   */
  'path': (string);
  /**
   * What it is.
   */
  'kind': (_parikshan_v1_ShipmentFileKind__Output);
  /**
   * Mode bits, e.g. 0600.
   */
  'mode': (number);
  /**
   * Its size, bytes.
   */
  'size': (number);
  /**
   * Where a link leads.
   */
  'link': (string);
}
