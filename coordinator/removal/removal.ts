import { setTimeout as delay } from 'node:timers/promises';
import { findParikshanError, hasReason } from '../../runtime/errors/mod.js';
import type { Logger } from '../../runtime/log/mod.js';
import type { Captures, Logs } from '../capture/mod.js';
import { CALL_MS, type Registry } from '../registry/mod.js';
import type { CloneRecord, InstanceRecord, ReplicaRecord, Store } from '../store/mod.js';

/** How often, and how long apart, an agent is asked that is still at work on what should go: 10 s. */
const BUSY_ATTEMPTS = 40;
const BUSY_PAUSE_MS = 250;

/**
 * Takes away what was made, whole or half: used by the removing operations, by the undoing of failed ones, and by
 * reconciling. Each part may be gone already; the record goes last, so that what failed half-way is found again.
 */
export class Removal {
  readonly #store: Store;
  readonly #registry: Registry;
  readonly #logs: Logs;
  readonly #captures: Captures;
  readonly #log: Logger;

  constructor(options: { store: Store; registry: Registry; logs: Logs; captures: Captures; log: Logger }) {
    this.#store = options.store;
    this.#registry = options.registry;
    this.#logs = options.logs;
    this.#captures = options.captures;
    this.#log = options.log;
  }

  /** Stops its replay, ends its processes, removes cell, disk, place in the log, and record. */
  async replica(record: Pick<ReplicaRecord, 'name' | 'instance' | 'host'>): Promise<void> {
    const { name, instance, host } = record;
    await this.stopReplay(host, name);
    await absentIsFine(this.#registry.agent(host).removeHostReplica({ name }, { timeoutMs: CALL_MS.remove }));
    await this.#forget({ name, instance });
  }

  /** Takes its place in the log and its record away, whatever became of the rest. */
  async #forget({ name, instance }: Pick<ReplicaRecord, 'name' | 'instance'>): Promise<void> {
    await this.#logs.removeReader(instance, name);
    await this.#store.replicas.remove(name);
  }

  /** A proxy that cannot be reached is told when it comes back: it then feeds a replica nobody knows. */
  async stopReplay(host: string, replica: string): Promise<void> {
    if (!this.#registry.presence(host).proxyAlive) return;
    try {
      await absentIsFine(
        this.#registry.proxy(host).stopReplay({ replica }, { timeoutMs: CALL_MS.proxyWork }),
      );
    } catch (error) {
      const code = findParikshanError(error)?.code;
      if (code !== 'UNAVAILABLE' && code !== 'DEADLINE_EXCEEDED') throw error;
      this.#log.warn({ err: error, replica, host }, 'replay left to reconciling');
    }
  }

  /**
   * All replicas of a clone, side by side; the first fault is thrown when all have been tried. Those of a host that cannot
   * be reached are forgotten, unless it is the instance's own: when it comes back they are known to nobody, and removed.
   */
  async replicasOf(clone: string, host: string, only?: ReadonlySet<string>): Promise<void> {
    const replicas = (await this.#store.replicas.values()).filter(
      (replica) => replica.clone === clone && only?.has(replica.name) !== false,
    );
    const tried = await Promise.allSettled(
      replicas.map((replica) =>
        replica.host === host
          ? this.replica(replica)
          : this.#unlessUnreachable(replica.host, replica.name, () => this.replica(replica)).then(() =>
              this.#forget(replica),
            ),
      ),
    );
    const fault = tried.find((result) => result.status === 'rejected');
    if (fault !== undefined) throw fault.reason;
  }

  /** Memory images and disk snapshot at the instance's host and wherever copies may be, and the cut. */
  async images(clone: string, host: string): Promise<void> {
    const copies = (await this.#store.clones.get(clone))?.value.copies ?? [];
    await Promise.all(
      copies.map((each) => this.#unlessUnreachable(each, clone, () => this.copy(each, clone))),
    );
    await this.copy(host, clone);
    await this.#store.cuts.remove(clone);
  }

  /** What one host has of a clone. */
  async copy(host: string, clone: string): Promise<void> {
    await absentIsFine(this.#registry.agent(host).removeHostClone({ clone }, { timeoutMs: CALL_MS.remove }));
  }

  /** What a host has of a clone that is not in the state, or not known to be there. */
  async strayCopy(host: string, clone: string): Promise<void> {
    await this.copy(host, clone);
    if ((await this.#store.clones.get(clone)) === undefined) await this.#store.cuts.remove(clone);
  }

  /** A host that cannot be reached must not keep the others': what it has is nobody's then, and goes when it comes back. */
  async #unlessUnreachable(host: string, what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const code = findParikshanError(error)?.code;
      if (code !== 'UNAVAILABLE' && code !== 'DEADLINE_EXCEEDED') throw error;
      this.#log.warn({ err: error, what, host }, 'left to reconciling');
    }
  }

  /** A clone with its replicas; its capture too when it was the instance's last. */
  async clone(record: Pick<CloneRecord, 'name' | 'instance' | 'host'>): Promise<void> {
    const { name, instance, host } = record;
    await this.replicasOf(name, host);
    await this.images(name, host);
    await this.#store.clones.remove(name);
    await this.#captures.release(instance, host);
  }

  async instance({ name, host }: Pick<InstanceRecord, 'name' | 'host'>, force: boolean): Promise<void> {
    const remove = () =>
      this.#registry.agent(host).removeHostInstance({ name, force }, { timeoutMs: CALL_MS.remove });
    await absentIsFine(onceFree(remove));
    await this.#store.instances.remove(name);
  }
}

/**
 * Asks again while the agent is still at work on the instance: a cancelled CreateInstance goes on undoing itself after
 * its caller has left, and nothing tells when it is done.
 */
async function onceFree(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work();
      return;
    } catch (error) {
      if (!hasReason(error, 'HOST_INSTANCE_BUSY') || attempt === BUSY_ATTEMPTS) throw error;
      await delay(BUSY_PAUSE_MS);
    }
  }
}

async function absentIsFine(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (findParikshanError(error)?.code !== 'NOT_FOUND') throw error;
  }
}
