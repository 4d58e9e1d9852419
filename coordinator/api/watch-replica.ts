import { setTimeout as delay } from 'node:timers/promises';
import type { Replica } from '../../proto/gen/parikshan/v1/Replica.js';
import { findParikshanError, hasReason, isCancelled } from '../../runtime/errors/mod.js';
import { ReplicaNotFoundError } from '../errors.js';
import type { Services } from './services.js';

/**
 * A replica now and after each interval, until its processes end, it is removed, or the caller leaves. The replay's own
 * reports set the pace while there is a replay; without one the replica is looked at in the same interval.
 */
export async function* watchReplica(
  services: Pick<Services, 'store' | 'registry' | 'views'>,
  name: string,
  intervalMs: number,
  signal: AbortSignal,
): AsyncGenerator<Replica> {
  const { store, views } = services;
  const record = await store.replicas.shownValue(name);
  if (record === undefined) throw new ReplicaNotFoundError(name);
  for (;;) {
    yield* watchReplay(services, record.host, name, intervalMs, signal);
    if (signal.aborted) return;
    // Removed meanwhile: the watch has come to its end, which is no fault.
    if ((await store.replicas.shownValue(name)) === undefined) return;
    const replica = await views.replicas.get(name, signal);
    yield replica;
    if (replica.state === 'REPLICA_STATE_EXITED') return;
    await delay(intervalMs, undefined, { signal });
  }
}

/** As long as the replay reports. A replay that is not there, or a proxy that cannot be asked, ends it at once. */
async function* watchReplay(
  { registry, views }: Pick<Services, 'registry' | 'views'>,
  host: string,
  name: string,
  intervalMs: number,
  signal: AbortSignal,
): AsyncGenerator<Replica> {
  if (!registry.presence(host).proxyAlive) return;
  try {
    for await (const { replay } of registry
      .proxy(host)
      .watchReplay({ replica: name, intervalMs }, { signal })) {
      if (replay === null) continue;
      const replica = await views.replicas.withReplay(name, replay, signal).catch(removed);
      if (replica === undefined) return;
      yield replica;
    }
  } catch (error) {
    if (signal.aborted && isCancelled(error)) return;
    if (findParikshanError(error) === undefined) throw error;
  }
}

/** Removed while it was watched: its end, which is no fault. */
function removed(error: unknown): undefined {
  if (!hasReason(error, 'REPLICA_NOT_FOUND')) throw error;
}
