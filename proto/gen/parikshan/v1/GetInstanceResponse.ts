// Original file: proto/parikshan/v1/coordinator.proto

import type { Instance as _parikshan_v1_Instance, Instance__Output as _parikshan_v1_Instance__Output } from '../../parikshan/v1/Instance.js';

/**
 * An instance.
 */
export interface GetInstanceResponse {
  /**
   * It.
   */
  'instance'?: (_parikshan_v1_Instance | null);
}

/**
 * An instance.
 */
export interface GetInstanceResponse__Output {
  /**
   * It.
   */
  'instance': (_parikshan_v1_Instance__Output | null);
}
