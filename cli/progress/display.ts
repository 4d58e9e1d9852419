import type { OperationEvent__Output } from '../../proto/gen/parikshan/v1/OperationEvent.js';

/** Shows an operation as it goes. Every display gets the same events; they differ in whom they speak to. */
export interface ProgressDisplay {
  /** One event, in order, each once. */
  event(event: OperationEvent__Output): void;
  /** A remark that is no event, such as a lost connection. */
  note(text: string): void;
  /** Ends the display: what is left on the screen stays, no timer runs on. Safe to call twice. */
  end(): void;
}

/** How progress is shown; `auto` picks one of the others by what stderr is. */
export const PROGRESS_MODES = ['auto', 'plain', 'rawjson', 'quiet'] as const;
export type ProgressMode = (typeof PROGRESS_MODES)[number];
