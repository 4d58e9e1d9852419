// Original file: proto/parikshan/v1/common.proto

import type { OperationState as _parikshan_v1_OperationState, OperationState__Output as _parikshan_v1_OperationState__Output } from '../../parikshan/v1/OperationState.js';
import type { Failure as _parikshan_v1_Failure, Failure__Output as _parikshan_v1_Failure__Output } from '../../parikshan/v1/Failure.js';

/**
 * A long piece of work. The call that starts one returns it at once; WatchOperation replays its events.
 */
export interface Operation {
  /**
   * Unique id, `op-` and 12 characters.
   */
  'id'?: (string);
  /**
   * What is being done: `instance.run`, `instance.stop`, `instance.remove`, `clone.create`, `clone.plan` (a dry run), `clone.remove`, `replica.start`, `replica.remove`.
   */
  'kind'?: (string);
  /**
   * The name of the object it is done to.
   */
  'target'?: (string);
  /**
   * Where it stands.
   */
  'state'?: (_parikshan_v1_OperationState);
  /**
   * When it was accepted, RFC 3339.
   */
  'createdAt'?: (string);
  /**
   * When it ended, RFC 3339; empty while it runs.
   */
  'finishedAt'?: (string);
  /**
   * Why it failed; absent unless state is FAILED or CANCELLED.
   */
  'failure'?: (_parikshan_v1_Failure | null);
  /**
   * Names of what it made, in order (for clone.create: the clone, then its replicas).
   */
  'results'?: (string)[];
}

/**
 * A long piece of work. The call that starts one returns it at once; WatchOperation replays its events.
 */
export interface Operation__Output {
  /**
   * Unique id, `op-` and 12 characters.
   */
  'id': (string);
  /**
   * What is being done: `instance.run`, `instance.stop`, `instance.remove`, `clone.create`, `clone.plan` (a dry run), `clone.remove`, `replica.start`, `replica.remove`.
   */
  'kind': (string);
  /**
   * The name of the object it is done to.
   */
  'target': (string);
  /**
   * Where it stands.
   */
  'state': (_parikshan_v1_OperationState__Output);
  /**
   * When it was accepted, RFC 3339.
   */
  'createdAt': (string);
  /**
   * When it ended, RFC 3339; empty while it runs.
   */
  'finishedAt': (string);
  /**
   * Why it failed; absent unless state is FAILED or CANCELLED.
   */
  'failure': (_parikshan_v1_Failure__Output | null);
  /**
   * Names of what it made, in order (for clone.create: the clone, then its replicas).
   */
  'results': (string)[];
}
