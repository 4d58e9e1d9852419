import type { OperationEvent__Output } from '../../../proto/gen/parikshan/v1/OperationEvent.js';
import { findParikshanError } from '../../../runtime/errors/mod.js';
import type { StepEvent } from '../../../runtime/steps/mod.js';

const KINDS = {
  started: 'OPERATION_EVENT_KIND_STEP_STARTED',
  progress: 'OPERATION_EVENT_KIND_STEP_PROGRESS',
  done: 'OPERATION_EVENT_KIND_STEP_DONE',
  failed: 'OPERATION_EVENT_KIND_STEP_FAILED',
  undone: 'OPERATION_EVENT_KIND_STEP_UNDONE',
} as const satisfies Record<StepEvent['kind'], OperationEvent__Output['kind']>;

/** A step of our own work as displays know those of operations. Pure. @param now milliseconds since the epoch */
export function displayedEvent(event: StepEvent, sequence: number, now: number): OperationEvent__Output {
  return {
    operationId: '',
    sequence,
    time: new Date(now).toISOString(),
    kind: KINDS[event.kind],
    step: event.step,
    message: 'message' in event ? event.message : '',
    durationMs: 'durationMs' in event ? event.durationMs : 0,
    operation: null,
  };
}

/** What to say when undoing failed; undefined when there is nothing to say. Pure. */
export function leftBehind(event: StepEvent): string | undefined {
  if (event.kind !== 'undone' || event.error === undefined) return undefined;
  const { error } = event;
  const why = findParikshanError(error)?.message ?? (error instanceof Error ? error.message : 'unknown');
  return `What step ${event.step} made could not be taken back and may be left on the host: ${why}`;
}
