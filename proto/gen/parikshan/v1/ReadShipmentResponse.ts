// Original file: proto/parikshan/v1/transfer.proto

import type { ShipmentPiece as _parikshan_v1_ShipmentPiece, ShipmentPiece__Output as _parikshan_v1_ShipmentPiece__Output } from '../../parikshan/v1/ShipmentPiece.js';

/**
 * Pieces of ranges that follow each other, all of one file. They come in order; a message has at most 1 MiB of them, and small ones travel
 * together: each message costs both sides the same whatever it holds.
 */
export interface ReadShipmentResponse {
  /**
   * At least one.
   */
  'pieces'?: (_parikshan_v1_ShipmentPiece)[];
}

/**
 * Pieces of ranges that follow each other, all of one file. They come in order; a message has at most 1 MiB of them, and small ones travel
 * together: each message costs both sides the same whatever it holds.
 */
export interface ReadShipmentResponse__Output {
  /**
   * At least one.
   */
  'pieces': (_parikshan_v1_ShipmentPiece__Output)[];
}
