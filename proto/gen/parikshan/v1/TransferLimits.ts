// Original file: proto/parikshan/v1/transfer.proto

import type { Long } from '@grpc/proto-loader';

/**
 * What a transfer may use.
 */
export interface TransferLimits {
  /**
   * Bytes a second, disk and memory together. 0: no limit.
   */
  'bytesPerSecond'?: (number | string | Long);
  /**
   * Streams at a time for each of disk and memory. 0: default, 2. Most: 8.
   */
  'streams'?: (number);
}

/**
 * What a transfer may use.
 */
export interface TransferLimits__Output {
  /**
   * Bytes a second, disk and memory together. 0: no limit.
   */
  'bytesPerSecond': (number);
  /**
   * Streams at a time for each of disk and memory. 0: default, 2. Most: 8.
   */
  'streams': (number);
}
