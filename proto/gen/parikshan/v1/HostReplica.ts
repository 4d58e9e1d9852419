// Original file: proto/parikshan/v1/agent.proto

import type { ContainerState as _parikshan_v1_ContainerState, ContainerState__Output as _parikshan_v1_ContainerState__Output } from '../../parikshan/v1/ContainerState.js';
import type { Long } from '@grpc/proto-loader';

/**
 * A replica as its host sees it.
 */
export interface HostReplica {
  /**
   * Name.
   */
  'name'?: (string);
  /**
   * Clone it came from.
   */
  'clone'?: (string);
  /**
   * Instance the clone came from.
   */
  'instance'?: (string);
  /**
   * State.
   */
  'state'?: (_parikshan_v1_ContainerState);
  /**
   * Host pid of its first process; 0 when it does not run.
   */
  'pid'?: (number);
  /**
   * Path of the cell's network namespace.
   */
  'netns'?: (string);
  /**
   * When it was made, RFC 3339.
   */
  'createdAt'?: (string);
  /**
   * Exit status; meaningful when state is EXITED.
   */
  'exitStatus'?: (number);
  /**
   * Resident memory, bytes.
   */
  'memoryBytes'?: (number | string | Long);
  /**
   * How its first process ended, in words after `it`, e.g. `was killed by SIGKILL`; empty while it runs.
   */
  'endedHow'?: (string);
  /**
   * Its processes.
   */
  'processes'?: (number);
  /**
   * Those that somebody has stopped: a debugger, SIGSTOP.
   */
  'stoppedProcesses'?: (number);
  /**
   * Processes that the kernel has killed for want of memory.
   */
  'oomKills'?: (number | string | Long);
}

/**
 * A replica as its host sees it.
 */
export interface HostReplica__Output {
  /**
   * Name.
   */
  'name': (string);
  /**
   * Clone it came from.
   */
  'clone': (string);
  /**
   * Instance the clone came from.
   */
  'instance': (string);
  /**
   * State.
   */
  'state': (_parikshan_v1_ContainerState__Output);
  /**
   * Host pid of its first process; 0 when it does not run.
   */
  'pid': (number);
  /**
   * Path of the cell's network namespace.
   */
  'netns': (string);
  /**
   * When it was made, RFC 3339.
   */
  'createdAt': (string);
  /**
   * Exit status; meaningful when state is EXITED.
   */
  'exitStatus': (number);
  /**
   * Resident memory, bytes.
   */
  'memoryBytes': (number);
  /**
   * How its first process ended, in words after `it`, e.g. `was killed by SIGKILL`; empty while it runs.
   */
  'endedHow': (string);
  /**
   * Its processes.
   */
  'processes': (number);
  /**
   * Those that somebody has stopped: a debugger, SIGSTOP.
   */
  'stoppedProcesses': (number);
  /**
   * Processes that the kernel has killed for want of memory.
   */
  'oomKills': (number);
}
