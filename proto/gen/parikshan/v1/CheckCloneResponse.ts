// Original file: proto/parikshan/v1/agent.proto

import type { Check as _parikshan_v1_Check, Check__Output as _parikshan_v1_Check__Output } from '../../parikshan/v1/Check.js';

/**
 * The findings.
 */
export interface CheckCloneResponse {
  /**
   * Every check, passed or not.
   */
  'checks'?: (_parikshan_v1_Check)[];
}

/**
 * The findings.
 */
export interface CheckCloneResponse__Output {
  /**
   * Every check, passed or not.
   */
  'checks': (_parikshan_v1_Check__Output)[];
}
