// Original file: proto/parikshan/v1/coordinator.proto

import type { Clone as _parikshan_v1_Clone, Clone__Output as _parikshan_v1_Clone__Output } from '../../parikshan/v1/Clone.js';

/**
 * All clones.
 */
export interface ListClonesResponse {
  /**
   * Newest first.
   */
  'clones'?: (_parikshan_v1_Clone)[];
}

/**
 * All clones.
 */
export interface ListClonesResponse__Output {
  /**
   * Newest first.
   */
  'clones': (_parikshan_v1_Clone__Output)[];
}
