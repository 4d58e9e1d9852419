// Original file: proto/parikshan/v1/coordinator.proto

import type { Instance as _parikshan_v1_Instance, Instance__Output as _parikshan_v1_Instance__Output } from '../../parikshan/v1/Instance.js';

/**
 * All instances.
 */
export interface ListInstancesResponse {
  /**
   * By name.
   */
  'instances'?: (_parikshan_v1_Instance)[];
}

/**
 * All instances.
 */
export interface ListInstancesResponse__Output {
  /**
   * By name.
   */
  'instances': (_parikshan_v1_Instance__Output)[];
}
