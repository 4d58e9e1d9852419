// Original file: proto/parikshan/v1/proxy.proto

import type { ReplayStatus as _parikshan_v1_ReplayStatus, ReplayStatus__Output as _parikshan_v1_ReplayStatus__Output } from '../../parikshan/v1/ReplayStatus.js';

/**
 * Figures of a replay.
 */
export interface GetReplayResponse {
  /**
   * The figures.
   */
  'replay'?: (_parikshan_v1_ReplayStatus | null);
}

/**
 * Figures of a replay.
 */
export interface GetReplayResponse__Output {
  /**
   * The figures.
   */
  'replay': (_parikshan_v1_ReplayStatus__Output | null);
}
