import { ParikshanError } from '../errors/mod.js';

/** The file that says where NATS is does not exist. Reason `NATS_CONFIG_MISSING`. */
export class NatsConfigMissingError extends ParikshanError {
  readonly reason = 'NATS_CONFIG_MISSING';
  constructor(path: string, cause?: unknown) {
    super(`${path}, which says where NATS is, cannot be read.`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'Run `parikshan up`, which writes it, or write it: {"servers":["HOST:PORT"],"token":"..."}.',
      metadata: { path },
      cause,
    });
  }
}

/** That file does not hold what it must. Reason `NATS_CONFIG_INVALID`. */
export class NatsConfigInvalidError extends ParikshanError {
  readonly reason = 'NATS_CONFIG_INVALID';
  constructor(path: string, faults: readonly string[], cause?: unknown) {
    super(`${path} cannot be used: ${faults.join('; ')}.`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'It must read {"servers":["HOST:PORT"],"token":"..."}.',
      metadata: { path },
      cause,
    });
  }
}

/** No NATS server answers. Reason `NATS_UNREACHABLE`. */
export class NatsUnreachableError extends ParikshanError {
  readonly reason = 'NATS_UNREACHABLE';
  constructor(servers: readonly string[], cause?: unknown) {
    super(`NATS at ${servers.join(', ')} cannot be reached.`, {
      code: 'UNAVAILABLE',
      remedy: 'Check that nats-server runs there; `parikshan up` starts one.',
      metadata: { servers: servers.join(',') },
      cause,
    });
  }
}

/** A NATS server answers and does not let us in. Reason `NATS_NOT_AUTHORIZED`. */
export class NatsNotAuthorizedError extends ParikshanError {
  readonly reason = 'NATS_NOT_AUTHORIZED';
  constructor(servers: readonly string[], cause?: unknown) {
    super(`NATS at ${servers.join(', ')} refuses the token.`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'Check that nats.json is of the installation whose nats-server runs there.',
      metadata: { servers: servers.join(',') },
      cause,
    });
  }
}

/** nats-server is not installed. Reason `NATS_SERVER_MISSING`. */
export class NatsServerMissingError extends ParikshanError {
  readonly reason = 'NATS_SERVER_MISSING';
  constructor() {
    super('nats-server, which keeps logs and state, is not installed.', {
      code: 'FAILED_PRECONDITION',
      remedy: 'Run scripts/setup, or install the package nats-server.',
    });
  }
}

/** Something else listens on the port. Reason `NATS_PORT_IN_USE`. */
export class NatsPortInUseError extends ParikshanError {
  readonly reason = 'NATS_PORT_IN_USE';
  /** @param holder `name (pid N)`, if /proc tells */
  constructor(port: number, holder: string | undefined, cause?: unknown) {
    super(`Port ${port} of 127.0.0.1 is in use${holder === undefined ? '' : ` by ${holder}`}.`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'Stop what uses it, or choose another with --nats-port.',
      metadata: { port: String(port), ...(holder === undefined ? {} : { holder }) },
      cause,
    });
  }
}

/** The store directory cannot be written. Reason `NATS_STORE_NOT_WRITABLE`. */
export class NatsStoreNotWritableError extends ParikshanError {
  readonly reason = 'NATS_STORE_NOT_WRITABLE';
  constructor(path: string, cause: unknown) {
    super(`${path}, where logs and state are kept, cannot be written: ${String(cause)}.`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'Make it writable, or choose another place with --state-dir.',
      metadata: { path },
      cause,
    });
  }
}

/** nats-server ended, or did not answer, before it was ready. Reason `NATS_SERVER_FAILED`; holds its last words. */
export class NatsServerFailedError extends ParikshanError {
  readonly reason = 'NATS_SERVER_FAILED';
  constructor(how: string, lastWords: string, logPath: string, cause?: unknown) {
    super(`nats-server ${how}${lastWords === '' ? '.' : `: ${lastWords}`}`, {
      code: 'UNAVAILABLE',
      remedy: `Its log is ${logPath}.`,
      metadata: { log: logPath },
      cause,
    });
  }
}
