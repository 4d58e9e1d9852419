// Original file: proto/parikshan/v1/coordinator.proto

import type { InstanceSpec as _parikshan_v1_InstanceSpec, InstanceSpec__Output as _parikshan_v1_InstanceSpec__Output } from '../../parikshan/v1/InstanceSpec.js';

/**
 * Asks to run an instance.
 */
export interface RunInstanceRequest {
  /**
   * The same id twice starts one operation. Empty: no such protection.
   */
  'requestId'?: (string);
  /**
   * How.
   */
  'spec'?: (_parikshan_v1_InstanceSpec | null);
  /**
   * On which host; empty: the only one, or the best.
   */
  'host'?: (string);
}

/**
 * Asks to run an instance.
 */
export interface RunInstanceRequest__Output {
  /**
   * The same id twice starts one operation. Empty: no such protection.
   */
  'requestId': (string);
  /**
   * How.
   */
  'spec': (_parikshan_v1_InstanceSpec__Output | null);
  /**
   * On which host; empty: the only one, or the best.
   */
  'host': (string);
}
