// Original file: proto/parikshan/v1/transfer.proto

import type { Shipment as _parikshan_v1_Shipment, Shipment__Output as _parikshan_v1_Shipment__Output } from '../../parikshan/v1/Shipment.js';
import type { ShipmentRanges as _parikshan_v1_ShipmentRanges, ShipmentRanges__Output as _parikshan_v1_ShipmentRanges__Output } from '../../parikshan/v1/ShipmentRanges.js';

/**
 * First one message with `shipment`, then the ranges of its files.
 */
export interface DescribeShipmentResponse {
  /**
   * Head.
   */
  'shipment'?: (_parikshan_v1_Shipment | null);
  /**
   * More of what has to be shipped.
   */
  'ranges'?: (_parikshan_v1_ShipmentRanges | null);
  /**
   * What it is.
   */
  'message'?: "shipment"|"ranges";
}

/**
 * First one message with `shipment`, then the ranges of its files.
 */
export interface DescribeShipmentResponse__Output {
  /**
   * Head.
   */
  'shipment'?: (_parikshan_v1_Shipment__Output | null);
  /**
   * More of what has to be shipped.
   */
  'ranges'?: (_parikshan_v1_ShipmentRanges__Output | null);
  /**
   * What it is.
   */
  'message'?: "shipment"|"ranges";
}
