import { ParikshanError } from './parikshan-error.js';

/** Somebody who may do so ended the work before it was done: a caller that left, or an AbortSignal. Reason `CANCELLED`. */
export class CancelledError extends ParikshanError {
  readonly reason = 'CANCELLED';

  /** @param cause what ended it, e.g. `signal.reason` */
  constructor(message = 'The work was cancelled.', cause?: unknown) {
    super(message, { code: 'CANCELLED', cause });
  }
}
