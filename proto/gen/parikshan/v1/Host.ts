// Original file: proto/parikshan/v1/coordinator.proto

import type { Check as _parikshan_v1_Check, Check__Output as _parikshan_v1_Check__Output } from '../../parikshan/v1/Check.js';
import type { HostLink as _parikshan_v1_HostLink, HostLink__Output as _parikshan_v1_HostLink__Output } from '../../parikshan/v1/HostLink.js';
import type { Long } from '@grpc/proto-loader';

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
   * Its checks; none while its agent cannot be asked.
   */
  'checks'?: (_parikshan_v1_Check)[];
  /**
   * What people say of it, for choosing hosts.
   */
  'labels'?: ({[key: string]: string});
  /**
   * Whether it gets no new instances and replicas.
   */
  'drained'?: (boolean);
  /**
   * Since when it is drained, RFC 3339; empty while it is not.
   */
  'drainedAt'?: (string);
  /**
   * When one of its roles was last heard, RFC 3339, to the minute; empty: not known.
   */
  'lastHeardAt'?: (string);
  /**
   * Version of its agent, as it said last; empty: none was ever there.
   */
  'agentVersion'?: (string);
  /**
   * Version of its proxy, likewise.
   */
  'proxyVersion'?: (string);
  /**
   * Processors; 0: not known. These figures are what the agent said last.
   */
  'cpus'?: (number);
  /**
   * Processes that ran or waited to, on average over a minute; negative: not known.
   */
  'loadAverage'?: (number | string);
  /**
   * Memory, bytes; 0: not known.
   */
  'memoryBytes'?: (number | string | Long);
  /**
   * Memory that can be had without swapping, bytes.
   */
  'memoryAvailableBytes'?: (number | string | Long);
  /**
   * Free in its disk pool, bytes.
   */
  'poolFreeBytes'?: (number | string | Long);
  /**
   * Instances, clones and replicas that the coordinator has records of there.
   */
  'instances'?: (number);
  /**
   * See instances.
   */
  'clones'?: (number);
  /**
   * See instances.
   */
  'replicas'?: (number);
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
   * Its checks; none while its agent cannot be asked.
   */
  'checks': (_parikshan_v1_Check__Output)[];
  /**
   * What people say of it, for choosing hosts.
   */
  'labels': ({[key: string]: string});
  /**
   * Whether it gets no new instances and replicas.
   */
  'drained': (boolean);
  /**
   * Since when it is drained, RFC 3339; empty while it is not.
   */
  'drainedAt': (string);
  /**
   * When one of its roles was last heard, RFC 3339, to the minute; empty: not known.
   */
  'lastHeardAt': (string);
  /**
   * Version of its agent, as it said last; empty: none was ever there.
   */
  'agentVersion': (string);
  /**
   * Version of its proxy, likewise.
   */
  'proxyVersion': (string);
  /**
   * Processors; 0: not known. These figures are what the agent said last.
   */
  'cpus': (number);
  /**
   * Processes that ran or waited to, on average over a minute; negative: not known.
   */
  'loadAverage': (number);
  /**
   * Memory, bytes; 0: not known.
   */
  'memoryBytes': (number);
  /**
   * Memory that can be had without swapping, bytes.
   */
  'memoryAvailableBytes': (number);
  /**
   * Free in its disk pool, bytes.
   */
  'poolFreeBytes': (number);
  /**
   * Instances, clones and replicas that the coordinator has records of there.
   */
  'instances': (number);
  /**
   * See instances.
   */
  'clones': (number);
  /**
   * See instances.
   */
  'replicas': (number);
  /**
   * The ways from other hosts to this one, by their names; one that was not measured yet is not here.
   */
  'links': (_parikshan_v1_HostLink__Output)[];
}
