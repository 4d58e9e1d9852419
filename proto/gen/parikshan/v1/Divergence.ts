// Original file: proto/parikshan/v1/proxy.proto

import type { Endpoint as _parikshan_v1_Endpoint, Endpoint__Output as _parikshan_v1_Endpoint__Output } from '../../parikshan/v1/Endpoint.js';
import type { Long } from '@grpc/proto-loader';

/**
 * Where a replica's output first differed from production's.
 */
export interface Divergence {
  /**
   * The other end of the connection.
   */
  'remote'?: (_parikshan_v1_Endpoint | null);
  /**
   * The container's end.
   */
  'local'?: (_parikshan_v1_Endpoint | null);
  /**
   * Byte of the container's output on this connection since the cut (or the connection's start), from 0.
   */
  'offset'?: (number | string | Long);
  /**
   * Up to 32 bytes production sent from there.
   */
  'expected'?: (Buffer | Uint8Array | string);
  /**
   * Up to 32 bytes the replica sent from there.
   */
  'actual'?: (Buffer | Uint8Array | string);
  /**
   * `bytes`, `extra` (more than production sent), `missing` (less), `closed` (ended early), `refused` (would not accept the connection).
   */
  'kind'?: (string);
}

/**
 * Where a replica's output first differed from production's.
 */
export interface Divergence__Output {
  /**
   * The other end of the connection.
   */
  'remote': (_parikshan_v1_Endpoint__Output | null);
  /**
   * The container's end.
   */
  'local': (_parikshan_v1_Endpoint__Output | null);
  /**
   * Byte of the container's output on this connection since the cut (or the connection's start), from 0.
   */
  'offset': (number);
  /**
   * Up to 32 bytes production sent from there.
   */
  'expected': (Buffer);
  /**
   * Up to 32 bytes the replica sent from there.
   */
  'actual': (Buffer);
  /**
   * `bytes`, `extra` (more than production sent), `missing` (less), `closed` (ended early), `refused` (would not accept the connection).
   */
  'kind': (string);
}
