// Original file: proto/parikshan/v1/coordinator.proto

import type { CloneState as _parikshan_v1_CloneState, CloneState__Output as _parikshan_v1_CloneState__Output } from '../../parikshan/v1/CloneState.js';
import type { Suspend as _parikshan_v1_Suspend, Suspend__Output as _parikshan_v1_Suspend__Output } from '../../parikshan/v1/Suspend.js';
import type { Cut as _parikshan_v1_Cut, Cut__Output as _parikshan_v1_Cut__Output } from '../../parikshan/v1/Cut.js';
import type { PreDump as _parikshan_v1_PreDump, PreDump__Output as _parikshan_v1_PreDump__Output } from '../../parikshan/v1/PreDump.js';
import type { Long } from '@grpc/proto-loader';

/**
 * A clone.
 */
export interface Clone {
  /**
   * Name.
   */
  'name'?: (string);
  /**
   * Instance it was made from.
   */
  'instance'?: (string);
  /**
   * Host that holds it.
   */
  'host'?: (string);
  /**
   * State.
   */
  'state'?: (_parikshan_v1_CloneState);
  /**
   * When it was made, RFC 3339.
   */
  'createdAt'?: (string);
  /**
   * The suspend.
   */
  'suspend'?: (_parikshan_v1_Suspend | null);
  /**
   * The cut; absent in lists.
   */
  'cut'?: (_parikshan_v1_Cut | null);
  /**
   * Connections in the cut.
   */
  'connections'?: (number);
  /**
   * Bytes of memory images.
   */
  'imageBytes'?: (number | string | Long);
  /**
   * Its replicas.
   */
  'replicas'?: (string)[];
  /**
   * JetStream sequence at which its replicas start to read.
   */
  'logSequence'?: (number | string | Long);
  /**
   * What was copied ahead of the freeze.
   */
  'preDump'?: (_parikshan_v1_PreDump | null);
  /**
   * Other hosts that hold a copy of images and disk.
   */
  'copies'?: (string)[];
  /**
   * From when on it is removed if it has no replica, RFC 3339; empty: never.
   */
  'keptUntil'?: (string);
}

/**
 * A clone.
 */
export interface Clone__Output {
  /**
   * Name.
   */
  'name': (string);
  /**
   * Instance it was made from.
   */
  'instance': (string);
  /**
   * Host that holds it.
   */
  'host': (string);
  /**
   * State.
   */
  'state': (_parikshan_v1_CloneState__Output);
  /**
   * When it was made, RFC 3339.
   */
  'createdAt': (string);
  /**
   * The suspend.
   */
  'suspend': (_parikshan_v1_Suspend__Output | null);
  /**
   * The cut; absent in lists.
   */
  'cut': (_parikshan_v1_Cut__Output | null);
  /**
   * Connections in the cut.
   */
  'connections': (number);
  /**
   * Bytes of memory images.
   */
  'imageBytes': (number);
  /**
   * Its replicas.
   */
  'replicas': (string)[];
  /**
   * JetStream sequence at which its replicas start to read.
   */
  'logSequence': (number);
  /**
   * What was copied ahead of the freeze.
   */
  'preDump': (_parikshan_v1_PreDump__Output | null);
  /**
   * Other hosts that hold a copy of images and disk.
   */
  'copies': (string)[];
  /**
   * From when on it is removed if it has no replica, RFC 3339; empty: never.
   */
  'keptUntil': (string);
}
