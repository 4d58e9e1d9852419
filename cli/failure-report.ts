import { findParikshanError, isCancelled } from '../runtime/errors/mod.js';
import { CliError, InterruptedError } from './errors.js';
import { EXIT } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { palette, printJsonLine } from './output/mod.js';
import type { Terminal } from './output/mod.js';

/** What a person or a program is told about an error. */
export interface FailureReport {
  readonly exitCode: ExitCode;
  readonly reason: string;
  readonly message: string;
  readonly remedy: string;
  readonly metadata: Readonly<Record<string, string>>;
}

function exitCodeOfStatus(code: string): ExitCode {
  switch (code) {
    case 'INVALID_ARGUMENT':
      return EXIT.usage;
    case 'UNAVAILABLE':
    case 'DEADLINE_EXCEEDED':
    case 'PERMISSION_DENIED':
    case 'UNAUTHENTICATED':
      return EXIT.unreachable;
    case 'CANCELLED':
      return EXIT.interrupted;
    default:
      return EXIT.failed;
  }
}

/** Turns whatever was thrown into a report; pure. */
export function reportOf(error: unknown): FailureReport {
  const known = findParikshanError(error);
  if (known !== undefined) {
    const exitCode = known instanceof CliError ? known.exitCode : exitCodeOfStatus(known.code);
    const { reason, message, remedy, metadata } = known;
    return { exitCode, reason, message, remedy, metadata };
  }
  if (isCancelled(error)) return reportOf(new InterruptedError('SIGINT'));
  const message = error instanceof Error ? error.message : String(error);
  return {
    exitCode: EXIT.failed,
    reason: 'UNEXPECTED',
    message: `Unexpected error: ${message}`,
    remedy: 'This is a fault in parikshan; PARIKSHAN_DEBUG=1 shows where it comes from.',
    metadata: {},
  };
}

/** Writes a report to stderr: sentences for a person, or one JSON object. */
export function printReport(terminal: Terminal, report: FailureReport, json: boolean): void {
  if (json) {
    const { reason, message, remedy, metadata } = report;
    printJsonLine(terminal.err, { error: { reason, message, remedy, metadata } });
    return;
  }
  const colours = palette(terminal.errHasColour);
  if (report.exitCode === EXIT.interrupted) {
    terminal.err.write(`${report.message}\n`);
  } else {
    terminal.err.write(`${colours.red('error:')} ${report.message}\n`);
  }
  if (report.remedy !== '') terminal.err.write(`${colours.cyan('→')} ${report.remedy}\n`);
}
