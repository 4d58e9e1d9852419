import { expect } from 'vitest';
import type { CloneCreatedJson, ReplicaJson } from '../../../../demo/product.js';
import { watchUntil } from '../../../../demo/watch.js';
import type { CloneBench, RunningInstance } from '../../clone/support/bench.js';

/** On a busy machine with two cores everything may take this long, milliseconds. */
export const PATIENT_MS = 150_000;
/** For the whole of such a test, milliseconds. */
export const TEST_MS = 2 * PATIENT_MS;

/** Clients that ask all the time and count what goes wrong. */
export interface Load {
  /** Requests answered so far. */
  readonly done: number;
  /** What went wrong for any client. */
  readonly errors: readonly unknown[];
  /** Resolves when every answer is in and every connection is closed. */
  stop(): Promise<void>;
}

export interface CloneUnderLoadOptions {
  readonly replicas: number;
  /** Requests answered before the clone, and again after it. */
  readonly before: number;
  readonly after: number;
  /** More for `clone create`, e.g. `--order causal`. */
  readonly options?: readonly string[];
}

/** Clones the instance while the load runs, then lets it go on and ends it; no client may have noticed. */
export async function cloneUnderLoad(
  bench: CloneBench,
  instance: RunningInstance,
  load: Load,
  { replicas, before, after, options = [] }: CloneUnderLoadOptions,
): Promise<CloneCreatedJson> {
  await reach(load, before);
  const created = await bench.json<CloneCreatedJson>(
    ...(['clone', 'create', instance.name, '--replicas', `${replicas}`] as const),
    ...options,
  );
  await reach(load, load.done + after);
  await load.stop();
  expect(load.errors).toEqual([]);
  expect(created.clone.connections).toBeGreaterThan(0);
  return created;
}

async function reach(load: Load, requests: number): Promise<void> {
  // A load that fails is not waited for.
  await expect
    .poll(() => load.done >= requests || load.errors.length > 0, { timeout: PATIENT_MS })
    .toBe(true);
  expect(load.errors).toEqual([]);
}

/** The load is over: waits until a replica has been fed everything, and looks whether it got all of it. */
export async function followedToTheEnd(bench: CloneBench, replica: string): Promise<ReplicaJson> {
  const caughtUp = ({ replay }: ReplicaJson) => replay?.caughtUp === true && replay.recordsDone > 0;
  const status = await watchUntil(bench.product, replica, 'caught up', caughtUp, PATIENT_MS);
  expect(status).toMatchObject({
    state: 'following',
    replay: { recordsLost: 0, lagRecords: 0, faithful: true, unfaithfulReason: null },
  });
  expect(status.replay?.connectionsCarried).toBeGreaterThan(0);
  return status;
}
