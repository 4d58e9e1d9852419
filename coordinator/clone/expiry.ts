/** Removes clones that were to be kept for a time only. */
import type { Logger } from '../../runtime/log/mod.js';
import { findParikshanError } from '../../runtime/errors/mod.js';
import type { CloneRecord, ReplicaRecord, Store } from '../store/mod.js';

/** How exactly a time to live is kept, milliseconds. */
const EVERY_MS = 15_000;

/** Clones whose time is over and that nobody uses. Pure. @param now milliseconds since 1970 */
export function expired(
  clones: readonly CloneRecord[],
  replicas: readonly Pick<ReplicaRecord, 'clone'>[],
  now: number,
): string[] {
  const used = new Set(replicas.map(({ clone }) => clone));
  return clones
    .filter(({ keptUntil }) => keptUntil !== undefined && Date.parse(keptUntil) <= now)
    .filter(({ name, state }) => state.phase === 'ready' && !used.has(name))
    .map(({ name }) => name);
}

/**
 * Looks every now and then. Returns what ends it.
 * @param remove begins the removal of a clone, as if somebody had asked for it
 */
export function removeExpired(
  store: Store,
  remove: (clone: string) => Promise<unknown>,
  log: Logger,
): () => void {
  const pass = async (): Promise<void> => {
    try {
      const [clones, replicas] = await Promise.all([store.clones.values(), store.replicas.values()]);
      for (const name of expired(clones, replicas, Date.now())) {
        log.info({ clone: name }, 'its time is over and it has no replica');
        await remove(name);
      }
    } catch (error) {
      if (findParikshanError(error) === undefined) throw error;
      log.warn({ err: error }, 'clones whose time is over were not removed; tried again');
    }
  };
  const timer = setInterval(() => {
    pass().catch((error: unknown) =>
      log.error({ err: error }, 'looking for clones whose time is over failed'),
    );
  }, EVERY_MS).unref();
  return () => clearInterval(timer);
}
