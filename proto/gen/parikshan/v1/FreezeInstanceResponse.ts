// Original file: proto/parikshan/v1/agent.proto

import type { Suspend as _parikshan_v1_Suspend, Suspend__Output as _parikshan_v1_Suspend__Output } from '../../parikshan/v1/Suspend.js';
import type { Cut as _parikshan_v1_Cut, Cut__Output as _parikshan_v1_Cut__Output } from '../../parikshan/v1/Cut.js';
import type { PreDump as _parikshan_v1_PreDump, PreDump__Output as _parikshan_v1_PreDump__Output } from '../../parikshan/v1/PreDump.js';
import type { Long } from '@grpc/proto-loader';

/**
 * Production runs again; the cut is known.
 */
export interface FreezeInstanceResponse {
  /**
   * How long what took.
   */
  'suspend'?: (_parikshan_v1_Suspend | null);
  /**
   * The cut.
   */
  'cut'?: (_parikshan_v1_Cut | null);
  /**
   * Bytes of the memory images.
   */
  'imageBytes'?: (number | string | Long);
  /**
   * What was copied ahead of the freeze.
   */
  'preDump'?: (_parikshan_v1_PreDump | null);
}

/**
 * Production runs again; the cut is known.
 */
export interface FreezeInstanceResponse__Output {
  /**
   * How long what took.
   */
  'suspend': (_parikshan_v1_Suspend__Output | null);
  /**
   * The cut.
   */
  'cut': (_parikshan_v1_Cut__Output | null);
  /**
   * Bytes of the memory images.
   */
  'imageBytes': (number);
  /**
   * What was copied ahead of the freeze.
   */
  'preDump': (_parikshan_v1_PreDump__Output | null);
}
