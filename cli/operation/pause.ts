import { setTimeout as delay } from 'node:timers/promises';

/** Waits before something is tried again; ends early with what the signal was aborted with. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch {
    signal.throwIfAborted();
  }
}
