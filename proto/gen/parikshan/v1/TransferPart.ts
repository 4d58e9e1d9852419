// Original file: proto/parikshan/v1/transfer.proto

import type { TransferPartKind as _parikshan_v1_TransferPartKind, TransferPartKind__Output as _parikshan_v1_TransferPartKind__Output } from '../../parikshan/v1/TransferPartKind.js';
import type { TransferMethod as _parikshan_v1_TransferMethod, TransferMethod__Output as _parikshan_v1_TransferMethod__Output } from '../../parikshan/v1/TransferMethod.js';
import type { Long } from '@grpc/proto-loader';

/**
 * How far one part is.
 */
export interface TransferPart {
  /**
   * Which.
   */
  'kind'?: (_parikshan_v1_TransferPartKind);
  /**
   * How what has to be shipped was found out.
   */
  'method'?: (_parikshan_v1_TransferMethod);
  /**
   * The generation or clone it builds on, e.g. `web-1.9f03c2d41a77be05`; empty: none.
   */
  'base'?: (string);
  /**
   * Why not by extents; empty when there is nothing to say.
   */
  'why'?: (string);
  /**
   * Bytes that have to travel, of this call and of calls before it that were cut off.
   */
  'bytesTotal'?: (number | string | Long);
  /**
   * Bytes of these that are here and verified.
   */
  'bytesDone'?: (number | string | Long);
  /**
   * Bytes of these that an earlier call had brought.
   */
  'bytesResumed'?: (number | string | Long);
  /**
   * Bytes a second now.
   */
  'bytesPerSecond'?: (number | string);
  /**
   * Seconds left at that rate; negative: not known.
   */
  'secondsLeft'?: (number | string);
  /**
   * Pieces that arrived damaged and were asked for again.
   */
  'damaged'?: (number);
}

/**
 * How far one part is.
 */
export interface TransferPart__Output {
  /**
   * Which.
   */
  'kind': (_parikshan_v1_TransferPartKind__Output);
  /**
   * How what has to be shipped was found out.
   */
  'method': (_parikshan_v1_TransferMethod__Output);
  /**
   * The generation or clone it builds on, e.g. `web-1.9f03c2d41a77be05`; empty: none.
   */
  'base': (string);
  /**
   * Why not by extents; empty when there is nothing to say.
   */
  'why': (string);
  /**
   * Bytes that have to travel, of this call and of calls before it that were cut off.
   */
  'bytesTotal': (number);
  /**
   * Bytes of these that are here and verified.
   */
  'bytesDone': (number);
  /**
   * Bytes of these that an earlier call had brought.
   */
  'bytesResumed': (number);
  /**
   * Bytes a second now.
   */
  'bytesPerSecond': (number);
  /**
   * Seconds left at that rate; negative: not known.
   */
  'secondsLeft': (number);
  /**
   * Pieces that arrived damaged and were asked for again.
   */
  'damaged': (number);
}
