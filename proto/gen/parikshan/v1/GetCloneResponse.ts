// Original file: proto/parikshan/v1/coordinator.proto

import type { Clone as _parikshan_v1_Clone, Clone__Output as _parikshan_v1_Clone__Output } from '../../parikshan/v1/Clone.js';

/**
 * A clone.
 */
export interface GetCloneResponse {
  /**
   * It.
   */
  'clone'?: (_parikshan_v1_Clone | null);
}

/**
 * A clone.
 */
export interface GetCloneResponse__Output {
  /**
   * It.
   */
  'clone': (_parikshan_v1_Clone__Output | null);
}
