import { OperationEventKind as Kind } from '../../proto/gen/parikshan/v1/OperationEventKind.js';
import { toFailure } from '../../runtime/errors/mod.js';
import { runSteps, type Step, type StepEvent } from '../../runtime/steps/mod.js';
import type { OperationNews, OperationRun } from './run.js';

export interface StepsOptions {
  /** False: the steps go on to the end even when the operation is cancelled. Default true. */
  readonly stoppable?: boolean;
  /** Written before each step's name, e.g. `web-1-r1/`. */
  readonly prefix?: string;
}

/** Runs the steps of an operation and tells of each in its events. Throws what runSteps throws. */
export async function performSteps<Context>(
  steps: readonly Step<Context>[],
  context: Context,
  run: OperationRun,
  options: StepsOptions = {},
): Promise<void> {
  const { prefix = '', stoppable = true } = options;
  await runSteps(steps, context, {
    signal: stoppable ? run.signal : new AbortController().signal,
    log: run.log,
    onEvent: (event) => run.emit(news(event, prefix + event.step)),
  });
}

function news(event: StepEvent, step: string): OperationNews {
  switch (event.kind) {
    case 'started':
      return { kind: Kind.OPERATION_EVENT_KIND_STEP_STARTED, step, message: '' };
    case 'progress':
      return { kind: Kind.OPERATION_EVENT_KIND_STEP_PROGRESS, step, message: event.message };
    case 'done': {
      const { message, durationMs } = event;
      return { kind: Kind.OPERATION_EVENT_KIND_STEP_DONE, step, message, durationMs };
    }
    case 'failed': {
      const { message } = toFailure(event.error);
      return { kind: Kind.OPERATION_EVENT_KIND_STEP_FAILED, step, message, durationMs: event.durationMs };
    }
    case 'undone': {
      if (event.error === undefined)
        return { kind: Kind.OPERATION_EVENT_KIND_STEP_UNDONE, step, message: '' };
      const message = `Not undone yet; it will be when its host is reached. ${toFailure(event.error).message}`;
      return { kind: Kind.OPERATION_EVENT_KIND_STEP_PROGRESS, step, message };
    }
  }
}
