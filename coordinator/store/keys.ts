import type { KV } from '@nats-io/kv';
import { StateUnavailableError } from '../errors.js';
import { unavailable } from './unavailable.js';

/**
 * Keys come in a stream of their own, which ends within milliseconds; or not at all, when NATS dies under it, and when the last of the keys is
 * written while they come: its old entry is gone, and the new one is not of this stream. So it is soon asked again. Milliseconds.
 */
const PATIENCE_MS: readonly number[] = [250, 750, 4_000];

/** Every key that matches, now. @throws StateUnavailableError also when they do not come to an end: some are not all */
export async function keysOf(kv: KV, filter: string, patienceMs = PATIENCE_MS): Promise<string[]> {
  for (const ms of patienceMs) {
    const keys = await keysWithin(kv, filter, ms);
    if (keys !== undefined) return keys;
  }
  throw new StateUnavailableError(new Error(`the keys of ${filter} did not come to an end`));
}

async function keysWithin(kv: KV, filter: string, timeoutMs: number): Promise<string[] | undefined> {
  const coming = await kv.keys(filter).catch(unavailable);
  const keys: string[] = [];
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    coming.stop();
  }, timeoutMs);
  try {
    for await (const key of coming) keys.push(key);
  } finally {
    clearTimeout(timer);
  }
  return late ? undefined : keys;
}
