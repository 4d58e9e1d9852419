import { oneLine } from '../output/mod.js';

/** Levels of runtime/log that a person at `up` is shown. */
const SHOWN: readonly (string | undefined)[] = ['warn', 'error', 'fatal'];

interface RoleLine {
  readonly level?: string;
  readonly msg?: string;
  readonly err?: { readonly message?: string };
  readonly remedy?: string;
}

/** A line of a role's log for a person: level, message, what went wrong. Lines that are no JSON come as they are. */
export function readableLogLine(line: string): string {
  try {
    const { level = 'info', msg = '', err, remedy } = JSON.parse(line) as RoleLine;
    const parts = [msg, err?.message, remedy].filter((part) => part !== undefined && part !== '');
    return oneLine(`${level}: ${parts.join(': ')}`);
  } catch {
    return oneLine(line);
  }
}

/** Whether a line is worth a person's attention: a warning or worse, or no JSON (a crash). */
export function isLogWarning(line: string): boolean {
  try {
    return SHOWN.includes((JSON.parse(line) as RoleLine).level);
  } catch {
    return line.trim() !== '';
  }
}
