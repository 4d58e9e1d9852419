// One connection for all who go the same way: opened when somebody needs it, opened anew when it was lost, closed when nobody does any more.

/** What is shared. */
export interface Closable {
  close(): void;
  /** Calls back when it has ended. */
  onLost(told: () => void): unknown;
}

export interface SharedConnectionOptions<Connection extends Closable> {
  readonly open: (signal: AbortSignal) => Promise<Connection>;
  /** It is kept for so long after nobody needs it any more, milliseconds. */
  readonly idleMs: number;
  /** Told when it is closed because nobody has needed it for so long. */
  readonly onIdle: () => void;
}

export class SharedConnection<Connection extends Closable> {
  readonly #options: SharedConnectionOptions<Connection>;
  readonly #closed = new AbortController();
  #current: Promise<Connection> | undefined;
  #holders = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: SharedConnectionOptions<Connection>) {
    this.#options = options;
  }

  /** Keeps it from being closed until the function that is returned is called. */
  hold(): () => void {
    this.#holders += 1;
    clearTimeout(this.#idle);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#holders -= 1;
      if (this.#holders > 0 || this.#closed.signal.aborted) return;
      this.#idle = setTimeout(() => {
        this.close();
        this.#options.onIdle();
      }, this.#options.idleMs).unref();
    };
  }

  /** The connection there is; else a new one, which all who ask meanwhile get too. @throws why there is none */
  get(): Promise<Connection> {
    if (this.#current !== undefined) return this.#current;
    const forget = (): void => {
      if (this.#current === opening) this.#current = undefined;
    };
    const opening = this.#open(forget);
    this.#current = opening;
    opening.catch(forget);
    return opening;
  }

  close(): void {
    clearTimeout(this.#idle);
    this.#closed.abort(new Error('nobody needs the connection any more'));
    this.#current?.then(
      (connection) => connection.close(),
      () => undefined,
    );
    this.#current = undefined;
  }

  async #open(lost: () => void): Promise<Connection> {
    const { signal } = this.#closed;
    signal.throwIfAborted();
    const connection = await this.#options.open(signal);
    connection.onLost(lost);
    if (signal.aborted) connection.close();
    signal.throwIfAborted();
    return connection;
  }
}
