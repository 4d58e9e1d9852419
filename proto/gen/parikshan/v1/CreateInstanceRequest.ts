// Original file: proto/parikshan/v1/agent.proto

import type { InstanceSpec as _parikshan_v1_InstanceSpec, InstanceSpec__Output as _parikshan_v1_InstanceSpec__Output } from '../../parikshan/v1/InstanceSpec.js';

/**
 * Asks for an instance.
 */
export interface CreateInstanceRequest {
  /**
   * How to run it.
   */
  'spec'?: (_parikshan_v1_InstanceSpec | null);
}

/**
 * Asks for an instance.
 */
export interface CreateInstanceRequest__Output {
  /**
   * How to run it.
   */
  'spec': (_parikshan_v1_InstanceSpec__Output | null);
}
