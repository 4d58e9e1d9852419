import { expect } from 'vitest';
import type { CloneBench, RunningInstance } from '../../clone/support/bench.js';
import { cloneUnderLoad, followedToTheEnd, type CloneUnderLoadOptions } from './clone-under-load.js';
import { askInside, askReplica, TELL_STATE } from './probe.js';
import type { ReplicaJson } from '../../../../demo/product.js';
import type { StateLoad } from './state-load.js';

interface StateJson {
  readonly requests: number;
  readonly digests: Readonly<Record<string, string>>;
}

/** Clones a server of state under this load; every replica must come to know exactly what production and the clients know. */
export async function expectSameState(
  bench: CloneBench,
  instance: RunningInstance,
  load: StateLoad,
  options: CloneUnderLoadOptions,
): Promise<ReplicaJson[]> {
  const created = await cloneUnderLoad(bench, instance, load, options);
  const state = await askInside(instance, ...TELL_STATE);
  const { requests, digests } = JSON.parse(state) as StateJson;
  expect({ requests, digests }).toEqual({ requests: load.done, digests: load.digests });
  const statuses: ReplicaJson[] = [];
  for (const { name } of created.replicas) {
    statuses.push(await followedToTheEnd(bench, name));
    expect(await askReplica(bench, name, ...TELL_STATE)).toBe(state);
  }
  return statuses;
}
