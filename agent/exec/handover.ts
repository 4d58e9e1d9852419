// Hands items from producers to one consumer, one at a time: a producer waits until its item was taken.

interface Waiting<T> {
  readonly item: T;
  readonly taken: () => void;
}

export class Handover<T> implements AsyncIterable<T> {
  readonly #waiting: Waiting<T>[] = [];
  #failure: { readonly error: unknown } | undefined;
  #closed = false;
  #wake: (() => void) | undefined;

  /** Resolves once the item was taken, or when nobody will take it any more. */
  give(item: T): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((taken) => {
      this.#waiting.push({ item, taken });
      this.#wake?.();
    });
  }

  /** No more items. Those waiting are dropped. */
  close(): void {
    this.#closed = true;
    for (const { taken } of this.#waiting.splice(0)) taken();
    this.#wake?.();
  }

  /** The consumer throws this. */
  fail(error: unknown): void {
    if (!this.#closed) this.#failure = { error };
    this.close();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      const next = this.#waiting.shift();
      if (next !== undefined) {
        yield next.item;
        next.taken();
      } else if (this.#failure !== undefined) {
        throw this.#failure.error;
      } else if (this.#closed) {
        return;
      } else {
        await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    }
  }
}
