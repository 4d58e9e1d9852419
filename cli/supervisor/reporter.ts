import { oneLine, palette } from '../output/mod.js';
import type { Terminal } from '../output/mod.js';

/** Where `up` says what it does: a terminal, or a log with times. */
export interface Reporter {
  say(text: string): void;
  warn(text: string): void;
}

/** Lines on stderr; with the time of day where nobody watches. */
export function terminalReporter(terminal: Terminal): Reporter {
  const colours = palette(terminal.errHasColour);
  const time = (): string => (terminal.errIsTty ? '' : `${new Date(terminal.now()).toISOString()} `);
  return {
    say: (text) => void terminal.err.write(`${time()}${oneLine(text)}\n`),
    warn: (text) => void terminal.err.write(`${time()}${colours.yellow('warning:')} ${oneLine(text)}\n`),
  };
}
