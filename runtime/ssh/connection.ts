import type { Duplex, Readable } from 'node:stream';
import type ssh2 from 'ssh2';
import { CancelledError } from '../errors/mod.js';
import type { SshAddress } from './address.js';
import {
  SshCommandFailedError,
  SshConnectionLostError,
  SshForwardingRefusedError,
  SshTargetUnreachableError,
} from './errors.js';

/** How to run a command on a host. */
export interface RemoteRunOptions {
  /** What it does, for errors: `the upload of the product`. */
  readonly what: string;
  /** Longest time it may take, milliseconds; then its channel is closed. */
  readonly timeoutMs: number;
  /** What it reads; nothing without it. */
  readonly input?: Readable | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Return a code other than 0 instead of throwing. */
  readonly allowFailure?: boolean | undefined;
}

/** What a command on a host left. */
export interface RemoteResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What ssh2 adds to the error of a channel that is not opened. */
interface ChannelError extends Error {
  readonly reason?: number | string;
}

/** Most characters of its last words that go into an error. */
const LAST_WORDS_CHARS = 1_500;
/** Most that is kept of what a command says, characters. */
const OUTPUT_CHARS = 1_000_000;
const SIGNALLED = 128;
/** The host's own attempt to reach a target that says nothing would go on for two minutes, milliseconds. */
const FORWARD_MS = 5_000;
/** SSH_OPEN_ADMINISTRATIVELY_PROHIBITED, RFC 4254 section 5.1. */
const PROHIBITED = 1;

/** An open connection; made by `connectSsh`. */
export class SshConnection {
  readonly #client: ssh2.Client;
  readonly #address: SshAddress;
  readonly #lost = new AbortController();

  constructor(client: ssh2.Client, address: SshAddress) {
    this.#client = client;
    this.#address = address;
    // Told again by 'close', with whoever waits then.
    client.on('error', () => undefined);
    client.on('close', () => this.#lost.abort());
  }

  /** Whether it has ended, by whomever. */
  get lost(): boolean {
    return this.#lost.signal.aborted;
  }

  /** Calls back when it has ended, by whomever; at once when it has. */
  onLost(told: () => void): void {
    if (this.lost) told();
    else this.#lost.signal.addEventListener('abort', told, { once: true });
  }

  close(): void {
    this.#client.end();
  }

  /**
   * Opens a stream to where the host can reach: `direct-tcpip`, RFC 4254 section 7.2. It ends with the connection.
   * @throws SshForwardingRefusedError, SshTargetUnreachableError, SshConnectionLostError
   */
  async forward({ host, port }: { readonly host: string; readonly port: number }): Promise<Duplex> {
    const target = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
    const what = `a connection to ${target}`;
    if (this.lost) throw new SshConnectionLostError(this.#address, what);
    return new Promise((resolve, reject) => {
      let waiting = true;
      const settle = (act: () => void): void => {
        waiting = false;
        clearTimeout(timer);
        this.#lost.signal.removeEventListener('abort', lost);
        act();
      };
      const lost = () => settle(() => reject(new SshConnectionLostError(this.#address, what)));
      const fail = (error: ChannelError): void =>
        reject(
          error.reason === PROHIBITED
            ? new SshForwardingRefusedError(this.#address, target, error)
            : new SshTargetUnreachableError(this.#address, target, error),
        );
      const timer = setTimeout(
        () => settle(() => fail(new Error(`no answer within ${FORWARD_MS / 1000} s`))),
        FORWARD_MS,
      );
      this.#lost.signal.addEventListener('abort', lost, { once: true });
      const opened = (error: ChannelError | undefined, channel: ssh2.ClientChannel): void => {
        if (!waiting) return void channel?.destroy();
        if (error !== undefined && this.lost) return lost();
        settle(() => (error === undefined ? resolve(channel) : fail(error)));
      };
      try {
        // The protocol wants to know where the connection comes from; nobody looks at it.
        this.#client.forwardOut('127.0.0.1', 0, host, port, opened);
      } catch {
        // Its socket is closed, and that was not told yet.
        lost();
      }
    });
  }

  /**
   * Runs a command line by the user's shell to its end.
   * @throws SshCommandFailedError on a code other than 0 or after `timeoutMs`, SshConnectionLostError, CancelledError
   */
  async run(command: string, options: RemoteRunOptions): Promise<RemoteResult> {
    const { what, signal } = options;
    if (this.lost) throw new SshConnectionLostError(this.#address, what);
    if (signal?.aborted) throw new CancelledError(undefined, signal.reason);
    const channel = await this.#open(command, what);
    const ended = this.#end(channel, options);
    if (options.input === undefined) channel.end();
    else options.input.pipe(channel);
    const result = await ended;
    if (result.code !== 0 && options.allowFailure !== true) {
      const said = (result.stderr.trim() || result.stdout.trim()).slice(-LAST_WORDS_CHARS);
      throw new SshCommandFailedError(this.#address, what, result.code, said);
    }
    return result;
  }

  #open(command: string, what: string): Promise<ssh2.ClientChannel> {
    return new Promise((resolve, reject) => {
      const lost = () => reject(new SshConnectionLostError(this.#address, what));
      this.#lost.signal.addEventListener('abort', lost, { once: true });
      this.#client.exec(command, (error, channel) => {
        this.#lost.signal.removeEventListener('abort', lost);
        if (error) reject(new SshConnectionLostError(this.#address, what, error));
        else resolve(channel);
      });
    });
  }

  #end(channel: ssh2.ClientChannel, options: RemoteRunOptions): Promise<RemoteResult> {
    const { what, timeoutMs, signal, input } = options;
    return new Promise((resolve, reject) => {
      let stdout = '';
      let stderr = '';
      let code: number | undefined;
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        this.#lost.signal.removeEventListener('abort', onLost);
        input?.unpipe(channel);
        input?.destroy();
        act();
      };
      const onAbort = (): void => {
        settle(() => reject(new CancelledError(`${what} was cancelled.`, signal?.reason)));
        channel.close();
      };
      const onLost = (): void => settle(() => reject(new SshConnectionLostError(this.#address, what)));
      const timer = setTimeout(() => {
        settle(() =>
          reject(new SshCommandFailedError(this.#address, what, undefined, stderr.slice(-LAST_WORDS_CHARS))),
        );
        channel.close();
      }, timeoutMs);
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#lost.signal.addEventListener('abort', onLost, { once: true });
      input?.on('error', (error) => {
        settle(() => reject(error));
        channel.close();
      });
      channel.setEncoding('utf8');
      channel.stderr.setEncoding('utf8');
      channel.on('data', (text: string) => (stdout = (stdout + text).slice(-OUTPUT_CHARS)));
      channel.stderr.on('data', (text: string) => (stderr = (stderr + text).slice(-OUTPUT_CHARS)));
      // The host may close the channel before it has read all; the code tells the story.
      channel.on('error', () => undefined);
      channel.on('exit', (exit: number | null) => (code = exit ?? SIGNALLED));
      channel.on('close', () => {
        // No code: the host was cut off in the middle.
        if (code === undefined) onLost();
        else settle(() => resolve({ code: code ?? 0, stdout, stderr }));
      });
    });
  }
}
