import type { Operation__Output } from '../../proto/gen/parikshan/v1/Operation.js';
import type { OperationEvent__Output } from '../../proto/gen/parikshan/v1/OperationEvent.js';
import { findParikshanError } from '../../runtime/errors/mod.js';
import type { Coordinator } from '../coordinator.js';
import type { ProgressDisplay } from '../progress/mod.js';
import { pause } from './pause.js';

/** How long a coordinator may be gone before following is given up; one that is restarted is back within seconds. */
const RECONNECT_LIMIT_MS = 30_000;
const RECONNECT_PAUSE_MS = 250;

/** An operation that ended, and all that happened on the way. */
export interface FollowedOperation {
  readonly operation: Operation__Output;
  readonly events: readonly OperationEvent__Output[];
}

function isAway(error: unknown): boolean {
  return findParikshanError(error)?.code === 'UNAVAILABLE';
}

/**
 * Follows an operation to its end, event by event. A lost connection is taken up again after the last event seen, so
 * that each is shown once.
 * @throws what the signal was aborted with, or the last error once the coordinator has been away for 30 s
 */
export async function followOperation(
  coordinator: Coordinator,
  id: string,
  display: ProgressDisplay,
  signal: AbortSignal,
): Promise<FollowedOperation> {
  const events: OperationEvent__Output[] = [];
  let awaySince: number | undefined;
  for (;;) {
    try {
      const afterSequence = events.at(-1)?.sequence ?? 0;
      for await (const { event } of coordinator.watchOperation({ id, afterSequence }, { signal })) {
        awaySince = undefined;
        if (event === null || event.sequence <= (events.at(-1)?.sequence ?? 0)) continue;
        events.push(event);
        display.event(event);
        if (event.operation !== null) return { operation: event.operation, events };
      }
      signal.throwIfAborted();
      // A stream that ends early is a coordinator that shuts down: the same as a lost one.
      awaySince ??= Date.now();
    } catch (error) {
      signal.throwIfAborted();
      if (!isAway(error)) throw error;
      if (awaySince === undefined)
        display.note('The coordinator is away; the work goes on. Waiting for it...');
      awaySince ??= Date.now();
      if (Date.now() - awaySince > RECONNECT_LIMIT_MS) throw error;
    }
    await pause(RECONNECT_PAUSE_MS, signal);
  }
}
