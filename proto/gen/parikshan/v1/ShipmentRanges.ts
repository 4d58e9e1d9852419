// Original file: proto/parikshan/v1/transfer.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Ranges of files. The three lists are of one length; in the order of the file and of the place in it; no two overlap.
 */
export interface ShipmentRanges {
  /**
   * The file.
   */
  'file'?: (number);
  /**
   * Where each begins, bytes.
   */
  'offsets'?: (number | string | Long)[];
  /**
   * How long it is, bytes; never 0.
   */
  'lengths'?: (number | string | Long)[];
  /**
   * Whether it reads as zeroes and need not travel.
   */
  'zeroes'?: (boolean)[];
}

/**
 * Ranges of files. The three lists are of one length; in the order of the file and of the place in it; no two overlap.
 */
export interface ShipmentRanges__Output {
  /**
   * The file.
   */
  'file': (number);
  /**
   * Where each begins, bytes.
   */
  'offsets': (number)[];
  /**
   * How long it is, bytes; never 0.
   */
  'lengths': (number)[];
  /**
   * Whether it reads as zeroes and need not travel.
   */
  'zeroes': (boolean)[];
}
