import { setTimeout as delay } from 'node:timers/promises';
import type { ReplayStatus } from '../../proto/gen/parikshan/v1/ReplayStatus.js';
import { hasReason } from '../../runtime/errors/mod.js';
import { isOver } from '../replayer/mod.js';

const DEFAULT_INTERVAL_MS = 1000;
const SHORTEST_INTERVAL_MS = 100;

/** Milliseconds between two reports, of what was asked for. */
export function watchInterval(askedMs: number): number {
  return askedMs === 0 ? DEFAULT_INTERVAL_MS : Math.max(SHORTEST_INTERVAL_MS, askedMs);
}

/**
 * What `read` tells now and after each interval, until the replay is over (that is told too), was removed, or the
 * signal aborts.
 */
export async function* watchReplay(
  read: () => Promise<ReplayStatus>,
  intervalMs: number,
  signal: AbortSignal,
): AsyncGenerator<ReplayStatus> {
  for (let first = true; !signal.aborted; first = false) {
    let status: ReplayStatus;
    try {
      status = await read();
    } catch (error) {
      // Gone while it was watched: its end. Not there at all: an error.
      if (!first && hasReason(error, 'REPLAY_NOT_FOUND')) return;
      throw error;
    }
    yield status;
    if (isOver(status.state)) return;
    await delay(intervalMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
