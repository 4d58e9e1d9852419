// Original file: proto/parikshan/v1/proxy.proto

import type { CaptureStatus as _parikshan_v1_CaptureStatus, CaptureStatus__Output as _parikshan_v1_CaptureStatus__Output } from '../../parikshan/v1/CaptureStatus.js';

/**
 * Figures of a tap.
 */
export interface GetCaptureResponse {
  /**
   * The figures.
   */
  'capture'?: (_parikshan_v1_CaptureStatus | null);
}

/**
 * Figures of a tap.
 */
export interface GetCaptureResponse__Output {
  /**
   * The figures.
   */
  'capture': (_parikshan_v1_CaptureStatus__Output | null);
}
