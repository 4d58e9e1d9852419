import type { KV } from '@nats-io/kv';
import { expect, it } from 'vitest';
import { StateUnavailableError } from '../../../../coordinator/errors.js';
import { keysOf } from '../../../../coordinator/store/keys.js';

/** A bucket whose keys come as scripted: once for each list; `open` ones have no end, as from a server that dies under them. */
function bucket(...lists: readonly { readonly keys: readonly string[]; readonly open: boolean }[]): KV {
  const left = [...lists];
  const keys = async () => {
    const { keys: some, open } = left.shift()!;
    let stop: () => void = () => undefined;
    const stopped = new Promise<void>((resolve) => (stop = resolve));
    async function* coming() {
      yield* some;
      if (open) await stopped;
    }
    return Object.assign(coming(), { stop });
  };
  return { keys } as unknown as KV;
}

const TWO = ['clones.a', 'clones.b'];

it('gives all keys', async () => {
  expect(await keysOf(bucket({ keys: TWO, open: false }), 'clones.>')).toEqual(TWO);
});

it('fails rather than wait forever, or take some keys for all', async () => {
  const open = { keys: ['clones.a'], open: true };
  await expect(keysOf(bucket(open, open), 'clones.>', [1, 1])).rejects.toThrow(StateUnavailableError);
});

it('asks again when they do not come to an end, as when one is written meanwhile', async () => {
  const lists = bucket({ keys: ['clones.a'], open: true }, { keys: TWO, open: false });
  expect(await keysOf(lists, 'clones.>', [1, 1000])).toEqual(TWO);
});

it('fails when the bucket cannot be asked', async () => {
  const silent = { keys: () => Promise.reject(new Error('timeout')) } as unknown as KV;
  await expect(keysOf(silent, 'clones.>')).rejects.toThrow(StateUnavailableError);
});
