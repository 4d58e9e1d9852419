import { CancelledError, findParikshanError, isCancelled } from '../errors/mod.js';
import type { Logger } from '../log/mod.js';
import type { HostProcess } from './host-process.js';

/** A role that runs. */
export interface RunningRole {
  /** Takes no new work, ends streams, lets running calls end for up to `graceMs` milliseconds, then forces. */
  shutdown(graceMs: number): Promise<void>;
}

/** How to run a role. */
export interface RunRoleOptions {
  readonly name: string;
  readonly log: Logger;
  /** Builds and starts everything; ready when it resolves. Aborted when the process is asked to stop meanwhile. */
  readonly start: (signal: AbortSignal) => Promise<RunningRole>;
  /** Time that running calls get to end, milliseconds. Default 10 s. */
  readonly graceMs?: number | undefined;
  /** For tests; default: this process. */
  readonly process?: HostProcess | undefined;
}

/** Set by a supervisor that holds our stdin: its end means that the supervisor is dead, and so are we. */
export const SUPERVISED_ENV = 'PARIKSHAN_SUPERVISED';

const DEFAULT_GRACE_MS = 10_000;
/** What shutdown may take beyond the grace before the process ends by force, milliseconds. */
const FORCE_AFTER_GRACE_MS = 2_000;
const SIGNALS = { SIGTERM: 15, SIGINT: 2 } as const;

/**
 * The life of a role's process. The first SIGTERM or SIGINT (or the end of a supervisor) drains, a second one leaves at
 * once with 128 + its number. Exit code 0 after a drain, 1 when the start or the drain failed or something was thrown
 * that nobody caught.
 *
 * Handlers are installed before the start, so that a signal is never lost between them. Resolves after `exit` was
 * called, which matters only where `process` is a stand-in.
 */
export async function runRole(options: RunRoleOptions): Promise<void> {
  const { name, log, graceMs = DEFAULT_GRACE_MS } = options;
  const host = options.process ?? process;
  const stop = new AbortController();
  const ask = (cause: string): void => {
    log.info({ cause }, 'stop requested');
    stop.abort(new CancelledError(`The ${name} was asked to stop (${cause}).`));
  };

  for (const [signal, number] of Object.entries(SIGNALS)) {
    host.on(signal, () => {
      if (!stop.signal.aborted) return ask(signal);
      log.warn({ signal }, 'second signal, leaving at once');
      host.exit(128 + number);
    });
  }
  // A terminal that closes is not a reason to stop what production relies on; supervisors send TERM.
  host.on('SIGHUP', () => log.info('hangup ignored'));
  const fatal = (kind: string) => (error: unknown) => {
    log.fatal({ err: error, kind }, 'uncaught error');
    host.exit(1);
  };
  host.on('uncaughtException', fatal('exception'));
  host.on('unhandledRejection', fatal('rejection'));
  if (host.env[SUPERVISED_ENV] === '1') {
    const gone = (): void => void (stop.signal.aborted || ask('supervisor ended'));
    for (const event of ['end', 'close', 'error']) host.stdin.on(event, gone);
    host.stdin.resume();
  }

  let role: RunningRole;
  try {
    role = await options.start(stop.signal);
  } catch (error) {
    if (stop.signal.aborted && isCancelled(error)) {
      log.info('stopped while starting');
      return host.exit(0);
    }
    log.fatal({ err: error, remedy: findParikshanError(error)?.remedy }, 'start failed');
    return host.exit(1);
  }
  log.info('started');
  await aborted(stop.signal);

  const force = setTimeout(() => {
    log.error({ graceMs }, 'shutdown takes too long, leaving by force');
    host.exit(1);
  }, graceMs + FORCE_AFTER_GRACE_MS);
  try {
    await role.shutdown(graceMs);
    log.info('stopped');
    host.exit(0);
  } catch (error) {
    log.error({ err: error }, 'shutdown failed');
    host.exit(1);
  } finally {
    clearTimeout(force);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
