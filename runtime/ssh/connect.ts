import type { Socket } from 'node:net';
import type ssh2 from 'ssh2';
import { CancelledError, type ParikshanError } from '../errors/mod.js';
import type { SshAddress } from './address.js';
import { SshConnection } from './connection.js';
import { PERSONS_ADVICE, SshLoginRefusedError, SshUnreachableError, type SshAdvice } from './errors.js';
import type { KnownHosts, NewHostKeyPolicy } from './host-key.js';
import type { Identities, Identity } from './identities.js';

/** How to get in. */
export interface ConnectOptions {
  readonly address: SshAddress;
  readonly identities: Identities;
  readonly knownHosts: KnownHosts;
  /** Default: none is taken. */
  readonly newHostKey?: NewHostKeyPolicy;
  /** Default: that for a person at a command line. */
  readonly advice?: SshAdvice;
  /** A socket to the host, which may still be connecting. Default: one is made. */
  readonly socket?: Socket;
  /** Longest time until the login is over, milliseconds; default 20 s. */
  readonly timeoutMs?: number;
  readonly signal: AbortSignal;
}

const CONNECT_MS = 20_000;
/** A host that is gone says nothing: three of these without an answer end the connection. */
const KEEPALIVE_MS = 5_000;
const KEEPALIVES = 3;

/** What ssh2 adds to its errors. */
interface SshError extends Error {
  readonly level?: string;
  readonly code?: string | number;
}

/**
 * Opens a connection to a host whose key is known or allowed, with the keys there are. Nobody is asked for anything.
 * @throws SshUnreachableError, SshLoginRefusedError, an error of the host's key, CancelledError
 */
export async function connectSsh(options: ConnectOptions): Promise<SshConnection> {
  const { address, identities, knownHosts, signal } = options;
  const { newHostKey = {}, advice = PERSONS_ADVICE, timeoutMs = CONNECT_MS } = options;
  if (signal.aborted) throw new CancelledError(undefined, signal.reason);
  // Loaded when somebody goes somewhere: of all commands, one does.
  const { default: ssh } = await import('ssh2');
  const client = new ssh.Client();
  const attempt = new LoginAttempt(address, identities, advice);
  let refusal: unknown;
  let timer: NodeJS.Timeout | undefined;
  let onAbort = (): void => undefined;
  const opened = new Promise<void>((resolve, reject) => {
    client.on('ready', resolve);
    client.on('error', (error: SshError) => {
      // An agent that does not answer is passed over; the keys come next.
      if (error.level === 'agent') return attempt.note(`The ssh agent cannot be used: ${error.message}.`);
      reject(refusal instanceof Error ? refusal : attempt.explain(error));
    });
    client.on('close', () => reject(attempt.explain(new Error('the host ended the connection'))));
    onAbort = () => reject(new CancelledError(undefined, signal.reason));
    signal.addEventListener('abort', onAbort, { once: true });
    timer = setTimeout(
      () => reject(new SshUnreachableError(address, `no answer within ${timeoutMs / 1000} s`, undefined)),
      timeoutMs,
    ).unref();
  });
  client.connect({
    host: address.host,
    port: address.port,
    username: address.user,
    ...(options.socket === undefined ? {} : { sock: options.socket }),
    algorithms: { serverHostKey: knownHosts.algorithms(address) as ssh2.ServerHostKeyAlgorithm[] },
    hostVerifier: (key: Buffer, verify: (valid: boolean) => void) => {
      knownHosts.verify(address, key, newHostKey, advice).then(
        () => verify(true),
        (error: unknown) => {
          refusal = error;
          verify(false);
        },
      );
    },
    authHandler: (left, _partial, next) => {
      // ssh2 takes false for "there is no more", which its types do not know.
      (next as (method: ssh2.AnyAuthMethod | false) => void)(attempt.next(left));
    },
    readyTimeout: timeoutMs,
    keepaliveInterval: KEEPALIVE_MS,
    keepaliveCountMax: KEEPALIVES,
  });
  try {
    await opened;
    // A stream's small messages (HTTP/2's windows) must not wait for the host's delayed acknowledgements.
    client.setNoDelay(true);
    return new SshConnection(client, address);
  } catch (error) {
    client.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

/** Goes through what there is to be let in with, and knows what was refused. */
class LoginAttempt {
  readonly #address: SshAddress;
  readonly #advice: SshAdvice;
  readonly #waiting: Identity[];
  readonly #tried: string[] = [];
  readonly #notes: string[];
  #accepted: readonly string[] | undefined;

  constructor(address: SshAddress, identities: Identities, advice: SshAdvice) {
    this.#address = address;
    this.#advice = advice;
    this.#waiting = [...identities.all];
    this.#notes = [...identities.notes];
  }

  note(sentence: string): void {
    this.#notes.push(sentence);
  }

  /** @param left methods that the host would take; none before it was asked */
  next(left: readonly string[] | null): ssh2.AnyAuthMethod | false {
    const username = this.#address.user;
    // Asking for nothing tells what the host takes, and counts as no try.
    if (left === null) return { type: 'none', username };
    this.#accepted = left;
    const identity = left.includes('publickey') ? this.#waiting.shift() : undefined;
    if (identity === undefined) return false;
    this.#tried.push(identity.label);
    return identity.kind === 'agent'
      ? { type: 'agent', username, agent: identity.socket }
      : { type: 'publickey', username, key: identity.key };
  }

  explain(error: SshError): ParikshanError {
    const [address, accepted] = [this.#address, this.#accepted];
    if (accepted === undefined)
      return new SshUnreachableError(address, error.message.replace(/\.$/, ''), error);
    const refused = { address, accepted, tried: this.#tried, notes: this.#notes };
    return new SshLoginRefusedError(refused, this.#advice, error);
  }
}
