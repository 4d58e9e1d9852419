import type { ProgressDisplay } from './display.js';
import { printJsonLine } from '../output/mod.js';
import { operationEventJson } from '../shape/mod.js';

/** Every event as one JSON object on a line, for programs that follow. */
export function rawJsonDisplay(stream: NodeJS.WritableStream): ProgressDisplay {
  return {
    event: (event) => printJsonLine(stream, operationEventJson(event)),
    note: (text) => printJsonLine(stream, { note: text }),
    end: () => undefined,
  };
}

/** Shows nothing. */
export function quietDisplay(): ProgressDisplay {
  return { event: () => undefined, note: () => undefined, end: () => undefined };
}
