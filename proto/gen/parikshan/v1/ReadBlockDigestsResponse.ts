// Original file: proto/parikshan/v1/transfer.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Digests of blocks that follow each other.
 */
export interface ReadBlockDigestsResponse {
  /**
   * The first block's number, from 0.
   */
  'first'?: (number | string | Long);
  /**
   * The first 16 bytes of each block's SHA-256, one after the other; sixteen zeroes for a block of zeroes.
   */
  'digests'?: (Buffer | Uint8Array | string);
}

/**
 * Digests of blocks that follow each other.
 */
export interface ReadBlockDigestsResponse__Output {
  /**
   * The first block's number, from 0.
   */
  'first': (number);
  /**
   * The first 16 bytes of each block's SHA-256, one after the other; sixteen zeroes for a block of zeroes.
   */
  'digests': (Buffer);
}
