import type { ServerUnaryCall } from '@grpc/grpc-js';

import { CancelledError } from '../errors/mod.js';
import type { Logger } from '../log/mod.js';

/** What a handler knows about the call besides its request. */
export interface CallContext {
  /**
   * Aborted when the caller leaves, when its deadline passes, when the server stops (streams at once, others after the
   * grace), and once the call is over: work that must outlive the call needs a signal of its own.
   */
  readonly signal: AbortSignal;
  /** When the caller stops waiting; undefined when it did not say. */
  readonly deadline: Date | undefined;
  /** Child of the server's logger with the method's name. */
  readonly log: Logger;
}

/** What is the same about calls of all kinds. */
export interface AnyCall extends Pick<
  ServerUnaryCall<unknown, unknown>,
  'getDeadline' | 'getPath' | 'getPeer' | 'cancelled'
> {
  on(event: 'cancelled', listener: () => void): unknown;
}

/** The context of a call, and the way to end it from our side. */
export function callContext(
  call: AnyCall,
  log: Logger,
): { context: CallContext; abort: (reason: Error) => void } {
  const controller = new AbortController();
  const abort = (reason: Error): void => {
    // A second reason must not hide the first.
    if (!controller.signal.aborted) controller.abort(reason);
  };
  const deadline = callDeadline(call);
  const left = (): void => {
    const passed = deadline !== undefined && deadline.getTime() <= Date.now();
    abort(new CancelledError(passed ? "The caller's deadline passed." : 'The caller left.'));
  };
  call.on('cancelled', left);
  if (call.cancelled) left();
  const method = call.getPath().split('/').at(-1);
  return { context: { signal: controller.signal, deadline, log: log.child({ method }) }, abort };
}

function callDeadline(call: AnyCall): Date | undefined {
  const deadline = call.getDeadline();
  if (deadline instanceof Date) return deadline;
  return Number.isFinite(deadline) ? new Date(deadline) : undefined;
}
