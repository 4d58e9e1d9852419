import { ParikshanError } from './parikshan-error.js';

/** Longest chain of causes that is followed; a longer one is a loop. */
const MAX_CAUSES = 16;

/** The error itself, then its cause, the cause of that, and so on; for AggregateError only the aggregate's own causes. */
export function* causes(error: unknown): Generator<unknown> {
  let current = error;
  for (let depth = 0; depth < MAX_CAUSES && current !== undefined && current !== null; depth++) {
    yield current;
    current = current instanceof Error ? current.cause : undefined;
  }
}

/** Whether the error, or anything that caused it, is a ParikshanError with this reason. */
export function hasReason(error: unknown, reason: string): boolean {
  for (const each of causes(error)) {
    if (each instanceof ParikshanError && each.reason === reason) return true;
  }
  return false;
}

/**
 * Whether the error means that somebody ended the work: a ParikshanError with code CANCELLED, or an `AbortError` of
 * Node's own, anywhere in the chain of causes. A deadline that passed is not a cancellation.
 */
export function isCancelled(error: unknown): boolean {
  for (const each of causes(error)) {
    if (each instanceof ParikshanError && each.code === 'CANCELLED') return true;
    if (each instanceof Error && each.name === 'AbortError') return true;
  }
  return false;
}

/** The first ParikshanError in the chain of causes, outermost first; undefined when there is none. */
export function findParikshanError(error: unknown): ParikshanError | undefined {
  for (const each of causes(error)) if (each instanceof ParikshanError) return each;
  return undefined;
}
