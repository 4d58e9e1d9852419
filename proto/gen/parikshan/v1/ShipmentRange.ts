// Original file: proto/parikshan/v1/transfer.proto

import type { Long } from '@grpc/proto-loader';

/**
 * One range of one file.
 */
export interface ShipmentRange {
  /**
   * The file.
   */
  'file'?: (number);
  /**
   * Where it begins, bytes.
   */
  'offset'?: (number | string | Long);
  /**
   * How long it is, bytes.
   */
  'length'?: (number | string | Long);
}

/**
 * One range of one file.
 */
export interface ShipmentRange__Output {
  /**
   * The file.
   */
  'file': (number);
  /**
   * Where it begins, bytes.
   */
  'offset': (number);
  /**
   * How long it is, bytes.
   */
  'length': (number);
}
