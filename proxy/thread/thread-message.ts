import { ParikshanError, RemoteError, type StatusName } from '../../runtime/errors/mod.js';

/** A question to a thread; it gets one answer with the same id. */
export interface ThreadQuestion {
  readonly id: number;
  readonly ask: string;
  readonly value: unknown;
}

/** What a thread says. */
export type ThreadMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly error: ThreadError }
  /** It cannot go on. */
  | { readonly kind: 'failure'; readonly error: ThreadError }
  /** Something that nobody has asked for. */
  | { readonly kind: 'notice'; readonly value: unknown }
  /** A line of its log, as pino writes it. */
  | { readonly kind: 'log'; readonly line: string };

/** An error on its way between threads, where classes do not survive. */
export interface ThreadError {
  /** Of a ParikshanError; without it the error was not foreseen. */
  readonly reason: string | undefined;
  readonly message: string;
  readonly code: StatusName;
  readonly remedy: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export function packError(error: unknown): ThreadError {
  if (error instanceof ParikshanError) {
    const { reason, message, code, remedy, metadata } = error;
    return { reason, message, code, remedy, metadata };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { reason: undefined, message, code: 'INTERNAL', remedy: '', metadata: {} };
}

/** The error again, or undefined for one that was not foreseen. */
export function unpackError({ reason, message, code, remedy, metadata }: ThreadError): Error | undefined {
  return reason === undefined ? undefined : new RemoteError(reason, message, { code, remedy, metadata });
}
