import { ParikshanError, type StatusName } from './parikshan-error.js';

/** Most bytes of a command's stderr that go into an error. */
const STDERR_TAIL_BYTES = 2048;
const STDERR_TAIL_LINES = 8;

/** What was run, shortened to one readable line. */
export function commandLine(file: string, args: readonly string[]): string {
  const line = [file, ...args]
    .map((part) => (/^[\w@%+=:,./-]+$/.test(part) ? part : JSON.stringify(part)))
    .join(' ');
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

/** The last lines of an output, which is where programs say why. */
export function lastLines(output: string): string {
  const lines = output.slice(-STDERR_TAIL_BYTES).trimEnd().split('\n');
  return lines.slice(-STDERR_TAIL_LINES).join('\n').trim();
}

/** What a failed command leaves behind. */
export interface CommandFailure {
  readonly file: string;
  readonly args: readonly string[];
  /** Exit code; 128 + signal number when a signal ended it; undefined when it never ran or was killed for its time. */
  readonly exitCode?: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly cause?: unknown;
}

/** A program ran and ended with a code other than 0. Reason `COMMAND_FAILED`; the message holds its last words. */
export class CommandFailedError extends ParikshanError {
  readonly reason: string = 'COMMAND_FAILED';
  readonly file: string;
  readonly args: readonly string[];
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;

  constructor(failure: CommandFailure, message?: string, code: StatusName = 'INTERNAL', remedy?: string) {
    const line = commandLine(failure.file, failure.args);
    const said = lastLines(failure.stderr) || lastLines(failure.stdout);
    super(message ?? `\`${line}\` ended with code ${failure.exitCode}${said === '' ? '.' : `: ${said}`}`, {
      code,
      ...(remedy === undefined ? {} : { remedy }),
      metadata: {
        command: line,
        ...(failure.exitCode === undefined ? {} : { exitCode: String(failure.exitCode) }),
      },
      cause: failure.cause,
    });
    this.file = failure.file;
    this.args = failure.args;
    this.exitCode = failure.exitCode;
    this.stdout = failure.stdout;
    this.stderr = failure.stderr;
  }
}

/** The program could not be started: not installed, or not executable. Reason `COMMAND_MISSING`. */
export class CommandMissingError extends CommandFailedError {
  override readonly reason = 'COMMAND_MISSING';

  constructor(failure: CommandFailure) {
    super(
      failure,
      `\`${failure.file}\` cannot be started: ${failure.cause instanceof Error ? failure.cause.message : 'not found'}.`,
      'FAILED_PRECONDITION',
      `Install the package that holds \`${failure.file}\`; scripts/setup does so on Debian.`,
    );
  }
}

/** The program did not end in its time and was killed with its children. Reason `COMMAND_TIMED_OUT`. */
export class CommandTimedOutError extends CommandFailedError {
  override readonly reason = 'COMMAND_TIMED_OUT';

  constructor(failure: CommandFailure, timeoutMs: number) {
    const said = lastLines(failure.stderr);
    super(
      failure,
      `\`${commandLine(failure.file, failure.args)}\` did not end within ${timeoutMs} ms and was killed${said === '' ? '.' : `: ${said}`}`,
      'DEADLINE_EXCEEDED',
    );
  }
}
