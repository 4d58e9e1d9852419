import { ParikshanError } from '../../runtime/errors/mod.js';
import { EXIT } from '../exit-codes.js';
import { CliError } from '../errors.js';

/** Checks that block adding the host failed; they have been shown. */
export class HostNotReadyError extends CliError {
  readonly reason = 'HOST_NOT_READY';
  constructor(host: string, failing: readonly string[]) {
    super(`${host} cannot be added: ${failing.join(', ')}. Nothing was changed there.`, EXIT.failed, {
      code: 'FAILED_PRECONDITION',
      remedy: 'Follow the remedies of the checks, then run the same command again.',
      metadata: { host, checks: failing.join(' ') },
    });
  }
}

/** The host does not answer our questions like a Linux machine with a shell. */
export class HostUnreadableError extends ParikshanError {
  readonly reason = 'HOST_UNREADABLE';
  constructor(host: string, said: string) {
    super(`${host} does not say what it is${said === '' ? '.' : `: ${said}`}`, {
      code: 'FAILED_PRECONDITION',
      remedy:
        'See that the user may run commands there (a shell, no forced command): `ssh USER@HOST uname -a`.',
      metadata: { host },
    });
  }
}

/** This installation lacks files that a host needs. */
export class ProductIncompleteError extends ParikshanError {
  readonly reason = 'PRODUCT_INCOMPLETE';
  constructor(missing: readonly string[]) {
    super(`This installation is not complete; missing: ${missing.join(', ')}.`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'Run scripts/setup here, which installs and builds everything.',
    });
  }
}

/** The roles on the host do not beat. */
export class HostNotHeardError extends ParikshanError {
  readonly reason = 'HOST_NOT_HEARD';
  /** @param said the last lines of the roles' logs */
  constructor(host: string, silent: readonly string[], why: string, said: string) {
    super(
      `The coordinator does not hear the ${silent.join(' and the ')} of ${host}: ${why}.${said === '' ? '' : `\n${said}`}`,
      {
        code: 'UNAVAILABLE',
        remedy:
          "See what the log above says. The coordinator must believe the host: its --trusted-network has to hold the host's address.",
        metadata: { host, silent: silent.join(' ') },
      },
    );
  }
}
