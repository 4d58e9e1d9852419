import { InterruptedError } from './errors.js';
import { EXIT } from './exit-codes.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
export type InterruptSignal = (typeof SIGNALS)[number];

/** Signals that ask this process to end, and who deals with them. */
export interface Interrupts {
  /** Aborted, with an InterruptedError, by the first signal that nobody took over. */
  readonly signal: AbortSignal;
  /**
   * Sends signals to `handler` instead, e.g. into a replica. Call the result to give them back.
   */
  takeOver(handler: (signal: InterruptSignal) => void): () => void;
}

/** Listens to the signals of this process. The second one nobody took over leaves at once. */
export function processInterrupts(): Interrupts {
  const controller = new AbortController();
  let taken: ((signal: InterruptSignal) => void) | undefined;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (taken !== undefined) return taken(signal);
      if (controller.signal.aborted) process.exit(EXIT.interrupted);
      controller.abort(new InterruptedError(signal));
    });
  }
  return {
    signal: controller.signal,
    takeOver(handler) {
      const before = taken;
      taken = handler;
      return () => {
        taken = before;
      };
    },
  };
}
