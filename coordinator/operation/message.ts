import type { Operation } from '../../proto/gen/parikshan/v1/Operation.js';
import type { OperationState } from '../../proto/gen/parikshan/v1/OperationState.js';
import type { OperationRecord } from '../store/mod.js';

const STATES: Readonly<Record<OperationRecord['state']['phase'], OperationState>> = {
  running: 'OPERATION_STATE_RUNNING',
  succeeded: 'OPERATION_STATE_SUCCEEDED',
  failed: 'OPERATION_STATE_FAILED',
  cancelled: 'OPERATION_STATE_CANCELLED',
};

/** An operation as it goes over the wire. */
export function operationMessage(record: OperationRecord): Operation {
  const { id, kind, target, createdAt, results, state } = record;
  return {
    id,
    kind,
    target,
    createdAt,
    results,
    state: STATES[state.phase],
    finishedAt: state.phase === 'running' ? '' : state.finishedAt,
    failure: 'failure' in state ? state.failure : null,
  };
}
