import type { OperationEvent__Output } from '../../proto/gen/parikshan/v1/OperationEvent.js';

/** A step that has begun and not ended. */
export interface OpenStep {
  readonly name: string;
  readonly message: string;
  /** Milliseconds since the epoch, on the reader's clock. */
  readonly since: number;
}

/** What an event ends: a line that stays on the screen. */
export interface ClosedStep {
  readonly name: string;
  readonly message: string;
  readonly outcome: 'done' | 'failed' | 'undone';
  /** Undefined where the event has none (undo). */
  readonly durationMs: number | undefined;
}

/** The open steps after an event, and the step it closed. */
export interface StepChange {
  readonly open: readonly OpenStep[];
  readonly closed: ClosedStep | undefined;
}

/** Pure bookkeeping of which steps are open; steps of several replicas may be open together. */
export function applyEvent(
  open: readonly OpenStep[],
  event: OperationEvent__Output,
  now: number,
): StepChange {
  const name = event.step;
  const others = open.filter((step) => step.name !== name);
  const current = open.find((step) => step.name === name);
  const close = (outcome: ClosedStep['outcome'], durationMs: number | undefined): StepChange => ({
    open: others,
    closed: { name, message: event.message, outcome, durationMs },
  });
  switch (event.kind) {
    case 'OPERATION_EVENT_KIND_STEP_STARTED':
      return { open: [...others, { name, message: event.message, since: now }], closed: undefined };
    case 'OPERATION_EVENT_KIND_STEP_PROGRESS': {
      const since = current?.since ?? now;
      const moved = { name, message: event.message, since };
      const next = current === undefined ? [...open, moved] : open.map((s) => (s === current ? moved : s));
      return { open: next, closed: undefined };
    }
    case 'OPERATION_EVENT_KIND_STEP_DONE':
      return close('done', event.durationMs);
    case 'OPERATION_EVENT_KIND_STEP_FAILED':
      return close('failed', event.durationMs);
    case 'OPERATION_EVENT_KIND_STEP_UNDONE':
      return close('undone', undefined);
    case 'OPERATION_EVENT_KIND_FINISHED':
      return { open: [], closed: undefined };
    case 'OPERATION_EVENT_KIND_UNSPECIFIED':
      return { open, closed: undefined };
  }
}
