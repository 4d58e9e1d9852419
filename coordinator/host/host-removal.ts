import type { Logs } from '../capture/mod.js';
import { HostNotFoundError } from '../errors.js';
import type { Registry } from '../registry/mod.js';
import type { CloneRecord, InstanceRecord, ReplicaRecord, Store } from '../store/mod.js';
import { HostBusyError, HostHoldsClonesError, HostInUseError, type HostUse } from './errors.js';

export interface HostRemovalOptions {
  readonly store: Store;
  readonly registry: Registry;
  readonly logs: Logs;
  /** Ids of the operations under way. */
  readonly running: () => ReadonlySet<string>;
}

/** What was forgotten with a host. */
export type Forgotten = Omit<HostUse, 'roles'>;

/** Records that name a host. */
interface Held {
  readonly instances: readonly InstanceRecord[];
  readonly clones: readonly CloneRecord[];
  readonly replicas: readonly ReplicaRecord[];
  /** Replicas on other hosts of clones that this one holds. */
  readonly elsewhere: readonly ReplicaRecord[];
  /** Instances whose last clones it holds: their logs are for nobody any more. */
  readonly logged: ReadonlySet<string>;
}

/** Forgets hosts. Touches nothing on them: one that is forgotten is mostly one that is gone. */
export class HostRemoval {
  readonly #options: HostRemovalOptions;

  constructor(options: HostRemovalOptions) {
    this.#options = options;
  }

  /**
   * Forgets a host. By force also one that beats, or has instances, clones and replicas: these are forgotten with it.
   * @throws HostNotFoundError, HostBusyError, HostInUseError unless forced, HostHoldsClonesError
   */
  async remove(name: string, force: boolean): Promise<Forgotten> {
    const { store, registry } = this.#options;
    await this.#mustBeKnown(name);
    await this.#mustBeIdle(name);
    const held = await this.#held(name);
    const { agentAlive, proxyAlive } = registry.presence(name);
    const use: HostUse = {
      roles: [...(agentAlive ? ['agent'] : []), ...(proxyAlive ? ['proxy'] : [])],
      instances: held.instances.map((instance) => instance.name),
      clones: held.clones.map((clone) => clone.name),
      replicas: held.replicas.map((replica) => replica.name),
    };
    if (!force && Object.values(use).some((names: readonly string[]) => names.length > 0))
      throw new HostInUseError(name, use);
    if (held.elsewhere.length > 0) {
      throw new HostHoldsClonesError(
        name,
        held.elsewhere.map((replica) => replica.name),
      );
    }
    await this.#forget(held);
    registry.forget(name);
    await store.hosts.remove(name);
    return { instances: use.instances, clones: use.clones, replicas: use.replicas };
  }

  async #mustBeKnown(name: string): Promise<void> {
    const { store, registry } = this.#options;
    if (registry.presence(name).heardAt !== undefined) return;
    const known = (await store.hosts.values()).map((host) => host.name);
    if (!known.includes(name)) throw new HostNotFoundError(name, known);
  }

  async #mustBeIdle(name: string): Promise<void> {
    const { store, running } = this.#options;
    const underway = running();
    const operations = (await store.operations.values()).filter(
      ({ id, host, state }) => host === name && state.phase === 'running' && underway.has(id),
    );
    if (operations.length > 0) {
      throw new HostBusyError(
        name,
        operations.map(({ id, kind, target }) => `${id} (${kind} ${target})`),
      );
    }
  }

  async #held(host: string): Promise<Held> {
    const { store } = this.#options;
    const [instances, clones, replicas] = await Promise.all([
      store.instances.values(),
      store.clones.values(),
      store.replicas.values(),
    ]);
    const own = <T extends { readonly host: string }>(all: readonly T[]) =>
      all.filter((record) => record.host === host);
    const held = new Set(own(clones).map((clone) => clone.name));
    const others = new Set(clones.filter((clone) => clone.host !== host).map((clone) => clone.instance));
    return {
      logged: new Set(own(clones).flatMap(({ instance }) => (others.has(instance) ? [] : [instance]))),
      instances: own(instances),
      clones: own(clones),
      replicas: own(replicas),
      elsewhere: replicas.filter((replica) => replica.host !== host && held.has(replica.clone)),
    };
  }

  /** In the order in which a removal goes, so that what is broken off half-way can be gone on with. */
  async #forget({ instances, clones, replicas, logged }: Held): Promise<void> {
    const { store, logs } = this.#options;
    for (const { name, instance } of replicas) {
      await logs.removeReader(instance, name);
      await store.replicas.remove(name);
    }
    for (const { name } of clones) {
      await store.cuts.remove(name);
      await store.clones.remove(name);
    }
    for (const instance of logged) await logs.remove(instance);
    for (const { name } of instances) await store.instances.remove(name);
  }
}
