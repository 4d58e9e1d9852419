import { Readable } from 'node:stream';
import type { RemoteResult, RemoteRunOptions, SshConnection } from '../../runtime/ssh/mod.js';
import { shellCommand } from '../../runtime/ssh/mod.js';

/** How to run a script on a host. */
export interface ScriptOptions extends Omit<RemoteRunOptions, 'timeoutMs' | 'input'> {
  /** Default 30 s, milliseconds. */
  readonly timeoutMs?: number;
  readonly input?: Readable | string | undefined;
}

const TIMEOUT_MS = 30_000;
const RECONNECT_MS = 20_000;

/** A host that scripts are run on, as root once it is known how. A connection that was lost is opened again by `mend`. */
export class RemoteHost {
  readonly #open: (signal: AbortSignal) => Promise<SshConnection>;
  #connection: SshConnection | undefined;
  #sudo = false;

  constructor(open: (signal: AbortSignal) => Promise<SshConnection>) {
    this.#open = open;
  }

  get connected(): boolean {
    return this.#connection !== undefined;
  }

  /** @throws what `connectSsh` throws */
  async connect(signal: AbortSignal): Promise<void> {
    this.#connection ??= await this.#open(signal);
  }

  /** Opens the connection again if it was lost; what is being undone gets this one chance. */
  async mend(): Promise<void> {
    if (this.#connection?.lost === false) return;
    this.#connection = await this.#open(AbortSignal.timeout(RECONNECT_MS));
  }

  /** From now on scripts run as root by sudo. */
  useSudo(): void {
    this.#sudo = true;
  }

  /** Runs a script of sh. @throws what SshConnection.run throws */
  async script(script: string, args: readonly string[], options: ScriptOptions): Promise<RemoteResult> {
    if (this.#connection === undefined) throw new Error('there is no connection yet');
    const { input, timeoutMs = TIMEOUT_MS, ...rest } = options;
    const stream = typeof input === 'string' ? Readable.from([Buffer.from(input)]) : input;
    return this.#connection.run(shellCommand(script, args, this.#sudo), {
      ...rest,
      timeoutMs,
      input: stream,
    });
  }

  close(): void {
    this.#connection?.close();
  }
}
