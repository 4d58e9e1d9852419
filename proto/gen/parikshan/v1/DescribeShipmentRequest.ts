// Original file: proto/parikshan/v1/transfer.proto

import type { ShipmentSubject as _parikshan_v1_ShipmentSubject, ShipmentSubject__Output as _parikshan_v1_ShipmentSubject__Output } from '../../parikshan/v1/ShipmentSubject.js';

/**
 * Asks what has to be shipped.
 */
export interface DescribeShipmentRequest {
  /**
   * Of what.
   */
  'subject'?: (_parikshan_v1_ShipmentSubject | null);
  /**
   * Ids of generations and clones that the target holds, each of them whole. The source takes the one that leaves least to ship, among those
   * that it holds too.
   */
  'bases'?: (string)[];
}

/**
 * Asks what has to be shipped.
 */
export interface DescribeShipmentRequest__Output {
  /**
   * Of what.
   */
  'subject': (_parikshan_v1_ShipmentSubject__Output | null);
  /**
   * Ids of generations and clones that the target holds, each of them whole. The source takes the one that leaves least to ship, among those
   * that it holds too.
   */
  'bases': (string)[];
}
