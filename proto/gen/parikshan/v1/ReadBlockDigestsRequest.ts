// Original file: proto/parikshan/v1/transfer.proto

import type { ShipmentSubject as _parikshan_v1_ShipmentSubject, ShipmentSubject__Output as _parikshan_v1_ShipmentSubject__Output } from '../../parikshan/v1/ShipmentSubject.js';

/**
 * Asks for digests of every block of a file.
 */
export interface ReadBlockDigestsRequest {
  /**
   * Of what.
   */
  'subject'?: (_parikshan_v1_ShipmentSubject | null);
  /**
   * The id that DescribeShipment gave.
   */
  'id'?: (string);
  /**
   * The file.
   */
  'file'?: (number);
  /**
   * Bytes of a block; the last one of the file may be shorter.
   */
  'blockBytes'?: (number);
}

/**
 * Asks for digests of every block of a file.
 */
export interface ReadBlockDigestsRequest__Output {
  /**
   * Of what.
   */
  'subject': (_parikshan_v1_ShipmentSubject__Output | null);
  /**
   * The id that DescribeShipment gave.
   */
  'id': (string);
  /**
   * The file.
   */
  'file': (number);
  /**
   * Bytes of a block; the last one of the file may be shorter.
   */
  'blockBytes': (number);
}
