// Original file: proto/parikshan/v1/coordinator.proto

import type { Check as _parikshan_v1_Check, Check__Output as _parikshan_v1_Check__Output } from '../../parikshan/v1/Check.js';
import type { HostLink as _parikshan_v1_HostLink, HostLink__Output as _parikshan_v1_HostLink__Output } from '../../parikshan/v1/HostLink.js';

/**
 * A host.
 */
export interface Host {
  /**
   * Name.
   */
  'name'?: (string);
  /**
   * Whether its agent beats.
   */
  'agentAlive'?: (boolean);
  /**
   * Whether its proxy beats.
   */
  'proxyAlive'?: (boolean);
  /**
   * What its agent found.
   */
  'facts'?: ({[key: string]: string});
  /**
   * Its checks.
   */
  'checks'?: (_parikshan_v1_Check)[];
  /**
   * The ways from other hosts to this one, by their names; one that was not measured yet is not here.
   */
  'links'?: (_parikshan_v1_HostLink)[];
}

/**
 * A host.
 */
export interface Host__Output {
  /**
   * Name.
   */
  'name': (string);
  /**
   * Whether its agent beats.
   */
  'agentAlive': (boolean);
  /**
   * Whether its proxy beats.
   */
  'proxyAlive': (boolean);
  /**
   * What its agent found.
   */
  'facts': ({[key: string]: string});
  /**
   * Its checks.
   */
  'checks': (_parikshan_v1_Check__Output)[];
  /**
   * The ways from other hosts to this one, by their names; one that was not measured yet is not here.
   */
  'links': (_parikshan_v1_HostLink__Output)[];
}
