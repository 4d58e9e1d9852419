import type { TerminalSize } from '../../proto/gen/parikshan/v1/TerminalSize.js';

/** The user's side of a command that runs elsewhere. */
export interface LocalSide {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** Size of the terminal; undefined when stdout is none. */
export function terminalSize(stdout: NodeJS.WriteStream): TerminalSize | undefined {
  return stdout.isTTY ? { columns: stdout.columns, rows: stdout.rows } : undefined;
}

/**
 * Hands the keyboard over: every key, Ctrl-C too, goes to the reader of stdin as it is.
 * Call the result to take it back; the process's end takes it back as well, so that no shell is left in raw mode.
 */
export function rawMode(stdin: NodeJS.ReadStream): () => void {
  stdin.setRawMode(true);
  const restore = (): void => {
    process.removeListener('exit', restore);
    stdin.setRawMode(false);
  };
  process.once('exit', restore);
  return restore;
}

/** Calls back with each new size of the terminal, until the result is called. */
export function onResize(stdout: NodeJS.WriteStream, resized: (size: TerminalSize) => void): () => void {
  const listener = (): void => resized({ columns: stdout.columns, rows: stdout.rows });
  stdout.on('resize', listener);
  return () => void stdout.removeListener('resize', listener);
}
