import type { Failure__Output } from '../../proto/gen/parikshan/v1/Failure.js';
import { RemoteError } from './remote-error.js';
import { ParikshanError } from './parikshan-error.js';
import { isCancelled } from './predicates.js';

/** Reason of everything nobody foresaw: the sentence below goes out, the error itself goes to the log. */
export const UNEXPECTED_REASON = 'UNEXPECTED';
/** All that a client learns about an error nobody foresaw: its text may hold paths, data or secrets. */
export const UNEXPECTED_MESSAGE =
  'An unexpected error occurred. The details are in the log of the role that reports it.';

/**
 * The error as one meant for the other side: itself when it is a ParikshanError, a cancellation or a deadline when it
 * is what an AbortSignal throws, and else the fixed sentence. The outermost error decides: a cause is for the log.
 */
export function toParikshanError(error: unknown): ParikshanError {
  if (error instanceof ParikshanError) return error;
  if (isCancelled(error))
    return new RemoteError('CANCELLED', 'The work was cancelled.', { code: 'CANCELLED', cause: error });
  // What AbortSignal.timeout() aborts with.
  if (error instanceof Error && error.name === 'TimeoutError')
    return new RemoteError('DEADLINE_EXCEEDED', 'The work took longer than it was given.', {
      code: 'DEADLINE_EXCEEDED',
      cause: error,
    });
  return new RemoteError(UNEXPECTED_REASON, UNEXPECTED_MESSAGE, {
    code: 'INTERNAL',
    remedy: 'Look in the log for a line with the same time, and report it.',
    cause: error,
  });
}

/** The error as the proto Failure that operations carry. Unforeseen errors become the fixed sentence: log them first. */
export function toFailure(error: unknown): Failure__Output {
  const { reason, message, remedy, metadata } = toParikshanError(error);
  return { reason, message, remedy, metadata: { ...metadata } };
}
