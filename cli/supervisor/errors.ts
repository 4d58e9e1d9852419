import type { MountEntry } from '../../runtime/linux/mod.js';
import { CliError } from '../errors.js';
import { EXIT } from '../exit-codes.js';

/** Another `up` runs with this state or run directory. */
export class AlreadyUpError extends CliError {
  readonly reason = 'ALREADY_UP';
  constructor(stateDir: string, runDir: string, pid: number | undefined) {
    super(
      `Parikshan is up already for ${stateDir} and ${runDir}${pid === undefined ? '' : ` (pid ${pid})`}.`,
      EXIT.failed,
      {
        code: 'ALREADY_EXISTS',
        remedy:
          'See `parikshan status`; `parikshan down` ends it; --state-dir and --run-dir make a second one.',
        metadata: { stateDir, runDir, ...(pid === undefined ? {} : { pid: `${pid}` }) },
      },
    );
  }
}

/** Something this machine lacks. */
export class CannotStartHereError extends CliError {
  readonly reason: string;
  constructor(reason: 'NOT_LINUX' | 'NOT_ROOT', message: string, remedy: string) {
    super(message, reason === 'NOT_ROOT' ? EXIT.unreachable : EXIT.failed, {
      code: 'FAILED_PRECONDITION',
      remedy,
    });
    this.reason = reason;
  }
}

/** An agent that no `up` has started works on the state folder. */
export class AgentStillRunsError extends CliError {
  readonly reason = 'AGENT_RUNS_ALREADY';
  constructor(stateDir: string) {
    super(`An agent works on ${stateDir} that \`parikshan up\` has not started.`, EXIT.failed, {
      code: 'FAILED_PRECONDITION',
      remedy: `End it first; its process id is in ${stateDir}/agent.lock.`,
      metadata: { stateDir },
    });
  }
}

/** A directory of the installation cannot be made or written. */
export class DirectoryUnusableError extends CliError {
  readonly reason = 'DIRECTORY_UNUSABLE';
  constructor(path: string, cause: unknown) {
    super(
      `Cannot write to ${path}: ${cause instanceof Error ? cause.message : String(cause)}.`,
      EXIT.failed,
      {
        code: 'FAILED_PRECONDITION',
        remedy: 'Choose other places with --state-dir and --run-dir, or mend this one.',
        metadata: { path },
        cause,
      },
    );
  }
}

/** A process ended, or did not become ready, while everything was being started. */
export class StartFailedError extends CliError {
  readonly reason = 'START_FAILED';
  constructor(name: string, how: string, logPath: string, lastLines: readonly string[]) {
    const said =
      lastLines.length === 0 ? '' : ` Its log ends with:\n${lastLines.map((line) => `  ${line}`).join('\n')}`;
    super(`The ${name} ${how}.${said}`, EXIT.failed, {
      code: 'ABORTED',
      remedy: `All of its log is in ${logPath}; \`parikshan doctor\` checks this machine.`,
      metadata: { process: name, log: logPath },
    });
  }
}

/** `up --detach` ended in the background before it was ready, without saying why. */
export class BackgroundEndedError extends CliError {
  readonly reason = 'START_FAILED';
  constructor(how: string, logPath: string, lastLines: readonly string[]) {
    const said =
      lastLines.length === 0 ? '' : ` Its log ends with:\n${lastLines.map((line) => `  ${line}`).join('\n')}`;
    super(`It ended ${how} before it was ready.${said}`, EXIT.failed, {
      code: 'ABORTED',
      remedy: `All of its log is in ${logPath}.`,
      metadata: { log: logPath },
    });
  }
}

/** `down` asked and waited, and something still runs. */
export class StillUpError extends CliError {
  readonly reason = 'STILL_UP';
  constructor(pid: number, waitedMs: number) {
    super(`Process ${pid} has not ended after ${waitedMs / 1000} s.`, EXIT.pending, {
      code: 'DEADLINE_EXCEEDED',
      remedy: `Look in its log; \`kill -9 ${pid}\` ends it, the next \`parikshan up\` cleans up after it.`,
      metadata: { pid: `${pid}` },
    });
  }
}

/** Something that is not the installation's is mounted below one of its folders: removing the folder would empty it. */
export class MountedBelowError extends CliError {
  readonly reason = 'MOUNTED_BELOW';
  constructor(folder: string, mounts: readonly MountEntry[]) {
    const named = mounts.map(({ target, source, type }) => `${target} (${type}, ${source})`);
    super(`Mounted below ${folder}, and not by Parikshan: ${named.join(', ')}.`, EXIT.failed, {
      code: 'FAILED_PRECONDITION',
      remedy: `Unmount it (\`umount ${mounts.map(({ target }) => target).join(' ')}\`), then give the command again.`,
      metadata: { folder },
    });
  }
}
