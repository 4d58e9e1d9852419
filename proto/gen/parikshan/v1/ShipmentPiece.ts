// Original file: proto/parikshan/v1/transfer.proto

import type { Long } from '@grpc/proto-loader';

/**
 * One piece of a range, at most 1 MiB.
 */
export interface ShipmentPiece {
  /**
   * The file.
   */
  'file'?: (number);
  /**
   * Where it begins, bytes.
   */
  'offset'?: (number | string | Long);
  /**
   * Its bytes; empty when it is all zeroes.
   */
  'data'?: (Buffer | Uint8Array | string);
  /**
   * How many bytes it stands for; with `data`, as many as that holds.
   */
  'length'?: (number);
  /**
   * SHA-256 of the bytes, whether sent or not.
   */
  'digest'?: (Buffer | Uint8Array | string);
}

/**
 * One piece of a range, at most 1 MiB.
 */
export interface ShipmentPiece__Output {
  /**
   * The file.
   */
  'file': (number);
  /**
   * Where it begins, bytes.
   */
  'offset': (number);
  /**
   * Its bytes; empty when it is all zeroes.
   */
  'data': (Buffer);
  /**
   * How many bytes it stands for; with `data`, as many as that holds.
   */
  'length': (number);
  /**
   * SHA-256 of the bytes, whether sent or not.
   */
  'digest': (Buffer);
}
