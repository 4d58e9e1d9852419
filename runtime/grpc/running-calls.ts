/** A call that a server is working on. */
interface RunningCall {
  /** Streams may last for ever, so a stopping server ends them at once; others get the grace. */
  readonly streaming: boolean;
  abort(reason: Error): void;
}

/** The calls of one server that are under way. */
export class RunningCalls {
  readonly #calls = new Map<RunningCall, Promise<void>>();
  #stopping: Error | undefined;

  /** Follows a call until its work is over. */
  add(call: RunningCall, work: Promise<void>): void {
    this.#calls.set(
      call,
      work.finally(() => this.#calls.delete(call)),
    );
    if (this.#stopping !== undefined && call.streaming) call.abort(this.#stopping);
  }

  /** Ends all streams, now and those to come. */
  endStreams(reason: Error): void {
    this.#stopping = reason;
    for (const call of this.#calls.keys()) if (call.streaming) call.abort(reason);
  }

  /** Ends everything. */
  endAll(reason: Error): void {
    for (const call of this.#calls.keys()) call.abort(reason);
  }

  /** Resolves when nothing is under way any more. */
  async idle(): Promise<void> {
    while (this.#calls.size > 0) await Promise.all(this.#calls.values());
  }

  /** How many there are. */
  get size(): number {
    return this.#calls.size;
  }
}
