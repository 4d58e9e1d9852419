import type { Terminal } from './terminal.js';

/** Prints one JSON value on stdout: indented for a person, one line for a program. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.out.write(`${JSON.stringify(value, null, terminal.outIsTty ? 2 : undefined)}\n`);
}

/** Prints one JSON value on one line, for streams of values. */
export function printJsonLine(stream: NodeJS.WritableStream, value: unknown): void {
  stream.write(`${JSON.stringify(value)}\n`);
}
