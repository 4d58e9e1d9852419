import { ParikshanError } from '../errors/mod.js';
import type { ServiceName } from './services.js';

/** The server is stopping and ends its streams. Reason `SERVER_STOPPING`; the caller may try again elsewhere or later. */
export class ServerStoppingError extends ParikshanError {
  readonly reason = 'SERVER_STOPPING';

  constructor() {
    super('The server is stopping.', { code: 'UNAVAILABLE', remedy: 'Try again when it runs again.' });
  }
}

/** Somebody else serves on the address already. Reason `ADDRESS_IN_USE`. */
export class AddressInUseError extends ParikshanError {
  readonly reason = 'ADDRESS_IN_USE';

  /** @param holder who has it, e.g. `nats-server (pid 12)`, if known */
  constructor(address: string, holder?: string, cause?: unknown) {
    super(`${address} is in use${holder === undefined ? '' : ` by ${holder}`}.`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'Stop what uses it, or choose another address.',
      metadata: { address },
      cause,
    });
  }
}

/** The address cannot be served on for another reason than being in use. Reason `CANNOT_LISTEN`. */
export class CannotListenError extends ParikshanError {
  readonly reason = 'CANNOT_LISTEN';

  constructor(address: string, why: string, cause?: unknown) {
    super(`Cannot listen on ${address}: ${why}`, {
      code: 'FAILED_PRECONDITION',
      metadata: { address },
      cause,
    });
  }
}

/** A call from a machine that is not in the trusted network. Reason `UNTRUSTED_CALLER`. */
export class UntrustedCallerError extends ParikshanError {
  readonly reason = 'UNTRUSTED_CALLER';

  constructor(caller: string, network: string) {
    super(`Calls from ${caller} are not believed here, only those from ${network}.`, {
      code: 'PERMISSION_DENIED',
      remedy: 'Call from a machine of that network, or start the role with another --trusted-network.',
      metadata: { caller, network },
    });
  }
}

/** A role did not say that it serves in the time it was given. Reason `NOT_SERVING`. */
export class NotServingError extends ParikshanError {
  readonly reason = 'NOT_SERVING';

  constructor(name: ServiceName, target: string, timeoutMs: number, last: string) {
    super(`${name} at ${target} is not ready after ${timeoutMs} ms: ${last}`, {
      code: 'UNAVAILABLE',
      remedy: 'Look in its log.',
      metadata: { service: name, target },
    });
  }
}
