// Original file: proto/parikshan/v1/transfer.proto

import type { ShipmentSubject as _parikshan_v1_ShipmentSubject, ShipmentSubject__Output as _parikshan_v1_ShipmentSubject__Output } from '../../parikshan/v1/ShipmentSubject.js';
import type { ShipmentRange as _parikshan_v1_ShipmentRange, ShipmentRange__Output as _parikshan_v1_ShipmentRange__Output } from '../../parikshan/v1/ShipmentRange.js';

/**
 * Asks for bytes.
 */
export interface ReadShipmentRequest {
  /**
   * Of what.
   */
  'subject'?: (_parikshan_v1_ShipmentSubject | null);
  /**
   * The id that DescribeShipment gave; another by now: SHIPMENT_CHANGED.
   */
  'id'?: (string);
  /**
   * Ranges, sent in this order.
   */
  'ranges'?: (_parikshan_v1_ShipmentRange)[];
}

/**
 * Asks for bytes.
 */
export interface ReadShipmentRequest__Output {
  /**
   * Of what.
   */
  'subject': (_parikshan_v1_ShipmentSubject__Output | null);
  /**
   * The id that DescribeShipment gave; another by now: SHIPMENT_CHANGED.
   */
  'id': (string);
  /**
   * Ranges, sent in this order.
   */
  'ranges': (_parikshan_v1_ShipmentRange__Output)[];
}
