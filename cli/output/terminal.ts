/** What a command may know about the streams it writes to; injected, so that tests can play any terminal. */
export interface Terminal {
  /** Data goes here and nothing else does. */
  readonly out: NodeJS.WritableStream;
  /** Progress, notes and errors. */
  readonly err: NodeJS.WritableStream;
  readonly outIsTty: boolean;
  readonly errIsTty: boolean;
  readonly outHasColour: boolean;
  readonly errHasColour: boolean;
  /** Characters across the output terminal; 80 when it is none. */
  columns(): number;
  /** Milliseconds since the epoch; relative times are told against it. */
  now(): number;
}

interface TtyFacts {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/**
 * Whether to colour a stream: NO_COLOR (no-color.org) and `--no-color` win, then CLICOLOR_FORCE, then whether
 * the stream is a terminal that is not `dumb`.
 */
export function wantsColour(isTty: boolean, env: NodeJS.ProcessEnv, noColourFlag: boolean): boolean {
  if (noColourFlag || (env['NO_COLOR'] ?? '') !== '') return false;
  const forced = env['CLICOLOR_FORCE'];
  if (forced !== undefined && forced !== '' && forced !== '0') return true;
  return isTty && env['TERM'] !== 'dumb';
}

/** The terminal of this process. */
export function processTerminal(env: NodeJS.ProcessEnv, noColourFlag: boolean): Terminal {
  const out = process.stdout as NodeJS.WritableStream & TtyFacts;
  const err = process.stderr as NodeJS.WritableStream & TtyFacts;
  const outIsTty = out.isTTY === true;
  const errIsTty = err.isTTY === true;
  return {
    out,
    err,
    outIsTty,
    errIsTty,
    outHasColour: wantsColour(outIsTty, env, noColourFlag),
    errHasColour: wantsColour(errIsTty, env, noColourFlag),
    // A terminal that does not know its width says 0.
    columns: () => out.columns || err.columns || 80,
    now: () => Date.now(),
  };
}
