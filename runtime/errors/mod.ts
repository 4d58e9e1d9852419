/** Errors that people and other roles read: one class per cause, predicates, and the conversion to proto Failure. */
export { ParikshanError, type ParikshanErrorOptions, type StatusName } from './parikshan-error.js';
export { RemoteError } from './remote-error.js';
export { CancelledError } from './cancelled-error.js';
export { causes, findParikshanError, hasReason, isCancelled } from './predicates.js';
export { toFailure, toParikshanError, UNEXPECTED_MESSAGE, UNEXPECTED_REASON } from './failure.js';
export {
  commandLine,
  CommandFailedError,
  CommandMissingError,
  CommandTimedOutError,
  type CommandFailure,
} from './command-errors.js';
