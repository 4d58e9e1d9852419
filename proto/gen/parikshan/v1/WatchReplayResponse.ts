// Original file: proto/parikshan/v1/proxy.proto

import type { ReplayStatus as _parikshan_v1_ReplayStatus, ReplayStatus__Output as _parikshan_v1_ReplayStatus__Output } from '../../parikshan/v1/ReplayStatus.js';

/**
 * One report.
 */
export interface WatchReplayResponse {
  /**
   * The figures.
   */
  'replay'?: (_parikshan_v1_ReplayStatus | null);
}

/**
 * One report.
 */
export interface WatchReplayResponse__Output {
  /**
   * The figures.
   */
  'replay': (_parikshan_v1_ReplayStatus__Output | null);
}
