import type { KV } from '@nats-io/kv';
import { expect, it } from 'vitest';
import { StateUnavailableError } from '../../../../coordinator/errors.js';
import { keysOf } from '../../../../coordinator/store/keys.js';

/** A bucket whose keys come as scripted; `open` leaves them without an end, as a server does that dies under them. */
function bucket(keys: readonly string[], open: boolean): KV {
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  async function* coming() {
    yield* keys;
    if (open) await stopped;
  }
  return { keys: () => Promise.resolve(Object.assign(coming(), { stop: () => stop() })) } as unknown as KV;
}

it('gives all keys', async () => {
  expect(await keysOf(bucket(['clones.a', 'clones.b'], false), 'clones.>')).toEqual(['clones.a', 'clones.b']);
});

it('fails rather than wait forever, or take some keys for all', async () => {
  await expect(keysOf(bucket(['clones.a'], true), 'clones.>', 1)).rejects.toThrow(StateUnavailableError);
});

it('fails when the bucket cannot be asked', async () => {
  const silent = { keys: () => Promise.reject(new Error('timeout')) } as unknown as KV;
  await expect(keysOf(silent, 'clones.>')).rejects.toThrow(StateUnavailableError);
});
