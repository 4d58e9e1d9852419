// Original file: proto/parikshan/v1/agent.proto

import type { HostInstance as _parikshan_v1_HostInstance, HostInstance__Output as _parikshan_v1_HostInstance__Output } from '../../parikshan/v1/HostInstance.js';

/**
 * It does not run.
 */
export interface StopHostInstanceResponse {
  /**
   * The instance.
   */
  'instance'?: (_parikshan_v1_HostInstance | null);
}

/**
 * It does not run.
 */
export interface StopHostInstanceResponse__Output {
  /**
   * The instance.
   */
  'instance': (_parikshan_v1_HostInstance__Output | null);
}
