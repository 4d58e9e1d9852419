import type { Logger } from '../../runtime/log/mod.js';
import { EVENTS_MAX_AGE_MS, type Store } from '../store/mod.js';

/** Operations end every few minutes at most; once an hour keeps the list short. */
const EVERY_MS = 3600 * 1000;

/** Forgets operations and request ids as old as the oldest events, now and once an hour. Returns what ends it. */
export function forgetOldOperations(store: Store, log: Logger): () => void {
  const pass = (): void => {
    forget(store, Date.now() - EVENTS_MAX_AGE_MS).catch((error: unknown) => {
      log.warn({ err: error }, 'old operations not forgotten');
    });
  };
  pass();
  const timer = setInterval(pass, EVERY_MS).unref();
  return () => clearInterval(timer);
}

/** @param before milliseconds since 1970 */
export async function forget(store: Store, before: number): Promise<void> {
  await store.operations.removeWhere(
    ({ state }) => state.phase !== 'running' && Date.parse(state.finishedAt) < before,
  );
  await store.requests.removeWhere((request) => Date.parse(request.createdAt) < before);
}
