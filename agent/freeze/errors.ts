import { ParikshanError } from '../../runtime/errors/mod.js';
import { remedyFor } from '../criu/mod.js';

/** The dump ended badly; production runs on. */
export class DumpFailedError extends ParikshanError {
  readonly reason = 'DUMP_FAILED';
  constructor(
    instance: string,
    errorLines: readonly string[],
    end: { readonly exitCode: number | null; readonly signal: string | null },
    logPath: string,
  ) {
    const how =
      end.signal === null ? `ended with status ${end.exitCode ?? 'unknown'}` : `was killed by ${end.signal}`;
    const said = errorLines.length > 0 ? errorLines.join('; ') : `CRIU ${how} and said nothing`;
    super(`The memory of ${instance} could not be dumped: ${said}`, {
      code: 'FAILED_PRECONDITION',
      remedy: remedyFor(errorLines),
      metadata: { instance, log: logPath },
    });
  }
}

/** The dump took longer than allowed and was ended; production runs on. */
export class FreezeDeadlineError extends ParikshanError {
  readonly reason = 'FREEZE_DEADLINE';
  constructor(instance: string, deadlineMs: number) {
    super(`The freeze of ${instance} was ended after ${deadlineMs} ms, its deadline; production runs on.`, {
      code: 'DEADLINE_EXCEEDED',
      remedy: 'Allow more time with --freeze-deadline, or clone when the container holds less memory.',
      metadata: { instance, deadlineMs: String(deadlineMs) },
    });
  }
}

/** The guard of a freeze died; the container was let go by the agent. */
export class GuardDiedError extends ParikshanError {
  readonly reason = 'FREEZE_GUARD_DIED';
  constructor(instance: string) {
    super(
      `The guard process of the freeze of ${instance} died; the agent let the container go, and it runs.`,
      {
        code: 'ABORTED',
        remedy:
          'Try again; if it happens again, look for what kills processes on this host (memory pressure?).',
        metadata: { instance },
      },
    );
  }
}

/** A clone of that name has files on this host already. */
export class CloneExistsError extends ParikshanError {
  readonly reason = 'CLONE_EXISTS_ON_HOST';
  constructor(clone: string) {
    super(`This host holds a clone ${clone} already.`, {
      code: 'ALREADY_EXISTS',
      remedy: 'Choose another name, or remove that clone first.',
      metadata: { clone },
    });
  }
}
