// Original file: proto/parikshan/v1/agent.proto

import type { InstanceSpec as _parikshan_v1_InstanceSpec, InstanceSpec__Output as _parikshan_v1_InstanceSpec__Output } from '../../parikshan/v1/InstanceSpec.js';
import type { ContainerState as _parikshan_v1_ContainerState, ContainerState__Output as _parikshan_v1_ContainerState__Output } from '../../parikshan/v1/ContainerState.js';
import type { Long } from '@grpc/proto-loader';

/**
 * What an instance is now.
 */
export interface HostInstance {
  /**
   * How it was asked for.
   */
  'spec'?: (_parikshan_v1_InstanceSpec | null);
  /**
   * State.
   */
  'state'?: (_parikshan_v1_ContainerState);
  /**
   * Host pid of its first process; 0 when it does not run.
   */
  'pid'?: (number);
  /**
   * Its address on the instances' network.
   */
  'address'?: (string);
  /**
   * Host side of its veth.
   */
  'interface'?: (string);
  /**
   * When it was made, RFC 3339.
   */
  'createdAt'?: (string);
  /**
   * Exit status of the first process; meaningful when state is EXITED.
   */
  'exitStatus'?: (number);
  /**
   * Resident memory, bytes; 0 when it does not run.
   */
  'memoryBytes'?: (number | string | Long);
  /**
   * Bytes the disk really takes in the pool.
   */
  'diskUsedBytes'?: (number | string | Long);
  /**
   * Its IPv6 address on the instances' network; empty: it has none.
   */
  'address6'?: (string);
}

/**
 * What an instance is now.
 */
export interface HostInstance__Output {
  /**
   * How it was asked for.
   */
  'spec': (_parikshan_v1_InstanceSpec__Output | null);
  /**
   * State.
   */
  'state': (_parikshan_v1_ContainerState__Output);
  /**
   * Host pid of its first process; 0 when it does not run.
   */
  'pid': (number);
  /**
   * Its address on the instances' network.
   */
  'address': (string);
  /**
   * Host side of its veth.
   */
  'interface': (string);
  /**
   * When it was made, RFC 3339.
   */
  'createdAt': (string);
  /**
   * Exit status of the first process; meaningful when state is EXITED.
   */
  'exitStatus': (number);
  /**
   * Resident memory, bytes; 0 when it does not run.
   */
  'memoryBytes': (number);
  /**
   * Bytes the disk really takes in the pool.
   */
  'diskUsedBytes': (number);
  /**
   * Its IPv6 address on the instances' network; empty: it has none.
   */
  'address6': (string);
}
