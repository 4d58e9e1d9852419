import type { KV } from '@nats-io/kv';
import { StateUnavailableError } from '../errors.js';
import { unavailable } from './unavailable.js';

/** Keys come in a stream of their own, which ends within milliseconds, or not at all when NATS dies under it. */
const ALL_KEYS_MS = 5_000;

/** Every key that matches, now. @throws StateUnavailableError also when they do not come to an end: some are not all */
export async function keysOf(kv: KV, filter: string, timeoutMs = ALL_KEYS_MS): Promise<string[]> {
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
  if (late) throw new StateUnavailableError(new Error(`the keys of ${filter} did not come to an end`));
  return keys;
}
