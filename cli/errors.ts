import type { Failure__Output } from '../proto/gen/parikshan/v1/Failure.js';
import { ParikshanError } from '../runtime/errors/mod.js';
import type { ParikshanErrorOptions } from '../runtime/errors/mod.js';
import { EXIT } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';

/** An error that knows which exit code it means. */
export abstract class CliError extends ParikshanError {
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode, options: ParikshanErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** The command line, or a value in it, is wrong. */
export class UsageError extends CliError {
  readonly reason = 'USAGE';
  constructor(message: string, remedy: string) {
    super(message, EXIT.usage, { code: 'INVALID_ARGUMENT', remedy });
  }
}

/** Nobody answers at the coordinator's target, or not in time. */
export class CoordinatorUnreachableError extends CliError {
  readonly reason = 'COORDINATOR_UNREACHABLE';
  constructor(target: string, remedy: string, cause: unknown) {
    super(`Cannot reach the coordinator at ${target}.`, EXIT.unreachable, {
      code: 'UNAVAILABLE',
      remedy,
      metadata: { target },
      cause,
    });
  }
}

/** An operation ended badly; reason, message and remedy are those of its failure. */
export class OperationFailedError extends CliError {
  readonly reason: string;
  constructor(operationId: string, what: string, failure: Failure__Output | null) {
    super(failure?.message ?? `${what} failed.`, EXIT.failed, {
      code: 'ABORTED',
      remedy: failure?.remedy ?? '',
      metadata: { ...failure?.metadata, operation: operationId },
    });
    this.reason = failure?.reason ?? 'OPERATION_FAILED';
  }
}

/** Somebody cancelled the operation that was followed. */
export class OperationCancelledError extends CliError {
  readonly reason = 'OPERATION_CANCELLED';
  constructor(operationId: string, what: string) {
    super(`${what} was cancelled; what it had made was undone.`, EXIT.failed, {
      code: 'CANCELLED',
      metadata: { operation: operationId },
    });
  }
}

/** The user stopped following; the operation goes on. */
export class DetachedError extends CliError {
  readonly reason = 'DETACHED';
  constructor(operationId: string) {
    super(`Detached. Operation ${operationId} goes on.`, EXIT.interrupted, {
      code: 'CANCELLED',
      remedy: `Follow it with \`parikshan operation watch ${operationId}\`, stop it with \`parikshan operation cancel ${operationId}\`.`,
      metadata: { operation: operationId },
    });
  }
}

/** A signal ended the command. */
export class InterruptedError extends CliError {
  readonly reason = 'INTERRUPTED';
  constructor(signal: string) {
    super('Interrupted.', EXIT.interrupted, { code: 'CANCELLED', metadata: { signal } });
  }
}

/** The time given for waiting has passed and what was waited for has not come. */
export class StillPendingError extends CliError {
  readonly reason = 'STILL_PENDING';
  constructor(message: string, metadata: Readonly<Record<string, string>>) {
    super(message, EXIT.pending, { code: 'DEADLINE_EXCEEDED', metadata });
  }
}

/** No operation has an id that begins like this. */
export class OperationNotFoundError extends CliError {
  readonly reason = 'OPERATION_NOT_FOUND';
  constructor(prefix: string) {
    super(`No operation has an id that begins with "${prefix}".`, EXIT.failed, {
      code: 'NOT_FOUND',
      remedy: 'List them with `parikshan operation list`.',
      metadata: { id: prefix },
    });
  }
}

/** Several operations have ids that begin like this. */
export class AmbiguousIdError extends CliError {
  readonly reason = 'AMBIGUOUS_ID';
  constructor(prefix: string, ids: readonly string[]) {
    super(`"${prefix}" could be any of: ${ids.join(', ')}.`, EXIT.usage, {
      code: 'INVALID_ARGUMENT',
      remedy: 'Give more of the id.',
      metadata: { id: prefix, matches: ids.join(' ') },
    });
  }
}

/** The answer lacks what the contract promises: two versions that do not fit together. */
export class IncompleteAnswerError extends CliError {
  readonly reason = 'INCOMPLETE_ANSWER';
  constructor(what: string) {
    super(`The coordinator's answer holds no ${what}.`, EXIT.failed, {
      code: 'INTERNAL',
      remedy: 'Check with `parikshan status` that the coordinator has the same version as this command.',
    });
  }
}

/** A check of `doctor` that blocks clones failed. */
export class UnhealthyError extends CliError {
  readonly reason = 'UNHEALTHY';
  /** @param command which looks again */
  constructor(failing: readonly string[], command = 'parikshan doctor') {
    super(`Not ready for a clone: ${failing.join(', ')}.`, EXIT.failed, {
      code: 'FAILED_PRECONDITION',
      remedy: `Follow the remedies of the checks, then run \`${command}\` again.`,
      metadata: { checks: failing.join(' ') },
    });
  }
}
