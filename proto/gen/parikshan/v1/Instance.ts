// Original file: proto/parikshan/v1/coordinator.proto

import type { HostInstance as _parikshan_v1_HostInstance, HostInstance__Output as _parikshan_v1_HostInstance__Output } from '../../parikshan/v1/HostInstance.js';
import type { CaptureStatus as _parikshan_v1_CaptureStatus, CaptureStatus__Output as _parikshan_v1_CaptureStatus__Output } from '../../parikshan/v1/CaptureStatus.js';

/**
 * An instance, as people see it.
 */
export interface Instance {
  /**
   * Name.
   */
  'name'?: (string);
  /**
   * Host it runs on.
   */
  'host'?: (string);
  /**
   * What its host says; `state` is UNSPECIFIED while the host cannot be asked.
   */
  'detail'?: (_parikshan_v1_HostInstance | null);
  /**
   * Clones made from it.
   */
  'clones'?: (string)[];
  /**
   * Its tap, while one runs.
   */
  'capture'?: (_parikshan_v1_CaptureStatus | null);
}

/**
 * An instance, as people see it.
 */
export interface Instance__Output {
  /**
   * Name.
   */
  'name': (string);
  /**
   * Host it runs on.
   */
  'host': (string);
  /**
   * What its host says; `state` is UNSPECIFIED while the host cannot be asked.
   */
  'detail': (_parikshan_v1_HostInstance__Output | null);
  /**
   * Clones made from it.
   */
  'clones': (string)[];
  /**
   * Its tap, while one runs.
   */
  'capture': (_parikshan_v1_CaptureStatus__Output | null);
}
