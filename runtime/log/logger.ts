import { pino, stdSerializers, type DestinationStream, type Logger } from 'pino';

/** pino's logger; made by createLogger only. */
export type { Logger } from 'pino';

/** Levels that may be asked for, from least to most. */
export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
/** One of them. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** How to log. */
export interface LoggerOptions {
  /** Who logs: `coordinator`, `agent`, `proxy`, `up`; a field of every line. */
  readonly role: string;
  /** Default `info`. */
  readonly level?: LogLevel | undefined;
  /** Where lines go: a file's path or a stream. Default: stderr, because stdout is for data. */
  readonly destination?: string | DestinationStream | undefined;
}

/** Fields that are never written, wherever in the first two levels of a line they appear. */
const SECRET_FIELDS = ['token', 'password', 'passphrase', 'secret', 'authorization', 'env'];

/**
 * The logger of a role: one JSON object a line, time as RFC 3339, errors under `err` with stack and causes, secrets
 * replaced. Take a child per component: `log.child({ component: 'freeze' })`. Messages are constant; facts are fields.
 */
export function createLogger(options: LoggerOptions): Logger {
  const destination =
    typeof options.destination === 'object' ? options.destination : openDestination(options.destination ?? 2);
  return pino(
    {
      level: options.level ?? 'info',
      base: { role: options.role, pid: process.pid },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: stdSerializers.errWithCause },
      redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[secret]' },
    },
    destination,
  );
}

function openDestination(dest: string | number): DestinationStream {
  // Written at once and not from a buffer: the last line before a crash is the one that is needed.
  const destination = pino.destination({ dest, sync: true, mkdir: true, mode: 0o600 });
  // A reader of our stderr that went away must not take the role with it.
  destination.on('error', () => {});
  return destination;
}

/** A logger that writes nothing, for tests and tools. */
export function silentLogger(): Logger {
  return pino({ level: 'silent' });
}
