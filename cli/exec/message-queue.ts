/** Messages from several sources in the order they were put, as one async iterable. */
export interface MessageQueue<T> {
  /** Adds a message. Resolves when it was taken (or never will be), so that a source can wait for the reader. */
  put(message: T): Promise<void>;
  /** No more messages: what is queued is still read. Messages put later are dropped. Safe to call twice. */
  close(): void;
  readonly messages: AsyncIterable<T>;
}

/** Makes a queue for one reader. */
export function messageQueue<T>(): MessageQueue<T> {
  const waiting: { readonly message: T; readonly taken: () => void }[] = [];
  let closed = false;
  let wake: (() => void) | undefined;

  async function* read(): AsyncGenerator<T> {
    try {
      for (;;) {
        const next = waiting.shift();
        if (next !== undefined) {
          next.taken();
          yield next.message;
        } else if (closed) {
          return;
        } else {
          await new Promise<void>((resolve) => (wake = resolve));
        }
      }
    } finally {
      // The reader left: nobody must wait for it.
      closed = true;
      waiting.splice(0).forEach(({ taken }) => taken());
    }
  }

  return {
    put(message) {
      if (closed) return Promise.resolve();
      return new Promise((taken) => {
        waiting.push({ message, taken });
        wake?.();
      });
    },
    close() {
      closed = true;
      wake?.();
    },
    messages: read(),
  };
}
