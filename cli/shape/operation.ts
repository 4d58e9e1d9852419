import type { Failure__Output } from '../../proto/gen/parikshan/v1/Failure.js';
import type { Operation__Output } from '../../proto/gen/parikshan/v1/Operation.js';
import type { OperationEvent__Output } from '../../proto/gen/parikshan/v1/OperationEvent.js';
import { orNull, stateName } from './state-name.js';

export type OperationStateName = 'running' | 'succeeded' | 'failed' | 'cancelled' | 'unknown';

/** The state of an operation by its short name. */
export function operationState(operation: Operation__Output): OperationStateName {
  return stateName(operation.state, 'OPERATION_STATE_') as OperationStateName;
}

/** A failure in JSON: the same shape an error has on stderr. */
export function failureJson(failure: Failure__Output) {
  return {
    reason: failure.reason,
    message: failure.message,
    remedy: failure.remedy,
    metadata: failure.metadata,
  };
}

/** An operation in JSON. */
export function operationJson(operation: Operation__Output) {
  return {
    id: operation.id,
    kind: operation.kind,
    target: operation.target,
    state: operationState(operation),
    createdAt: operation.createdAt,
    finishedAt: orNull(operation.finishedAt),
    failure: operation.failure ? failureJson(operation.failure) : null,
    results: operation.results,
  };
}

/** An event of an operation in JSON. */
export function operationEventJson(event: OperationEvent__Output) {
  return {
    operationId: event.operationId,
    sequence: event.sequence,
    time: event.time,
    kind: stateName(event.kind, 'OPERATION_EVENT_KIND_'),
    step: orNull(event.step),
    message: event.message,
    durationMs: event.durationMs,
    operation: event.operation ? operationJson(event.operation) : null,
  };
}
