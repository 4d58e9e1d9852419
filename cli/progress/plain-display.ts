import type { OperationEvent__Output } from '../../proto/gen/parikshan/v1/OperationEvent.js';
import { formatDuration } from '../output/mod.js';
import { oneLine } from '../output/mod.js';
import type { ProgressDisplay } from './display.js';

/** The line an event becomes in a log; undefined where the command itself says how the work ended. */
export function plainLine(event: OperationEvent__Output): string | undefined {
  const said = event.message === '' ? '' : `: ${oneLine(event.message)}`;
  const took = ` (${formatDuration(event.durationMs)})`;
  switch (event.kind) {
    case 'OPERATION_EVENT_KIND_STEP_STARTED':
      return `${event.time} ${event.step} started${said}`;
    case 'OPERATION_EVENT_KIND_STEP_PROGRESS':
      return `${event.time} ${event.step}${said}`;
    case 'OPERATION_EVENT_KIND_STEP_DONE':
      return `${event.time} ${event.step} done${took}${said}`;
    case 'OPERATION_EVENT_KIND_STEP_FAILED':
      return `${event.time} ${event.step} failed${took}${said}`;
    case 'OPERATION_EVENT_KIND_STEP_UNDONE':
      return `${event.time} ${event.step} undone${said}`;
    case 'OPERATION_EVENT_KIND_FINISHED':
    case 'OPERATION_EVENT_KIND_UNSPECIFIED':
      return undefined;
  }
}

/** One line for each change and none besides: for logs and pipes. */
export function plainDisplay(stream: NodeJS.WritableStream): ProgressDisplay {
  return {
    event(event) {
      const line = plainLine(event);
      if (line !== undefined) stream.write(`${line}\n`);
    },
    note: (text) => void stream.write(`${text}\n`),
    end: () => undefined,
  };
}
