import { ReplicaBusyError, ReplicaNotFoundError } from '../errors.js';
import { performSteps, type OperationWork } from '../operation/mod.js';
import type { Registry } from '../registry/mod.js';
import type { Removal } from '../removal/mod.js';
import type { Store } from '../store/mod.js';

/** Removes single replicas; their clone stays. */
export class ReplicaRemoval {
  readonly #tools: { readonly store: Store; readonly registry: Registry; readonly removal: Removal };
  readonly #running: () => ReadonlySet<string>;

  /** @param running ids of the operations under way */
  constructor(
    tools: { readonly store: Store; readonly registry: Registry; readonly removal: Removal },
    running: () => ReadonlySet<string>,
  ) {
    this.#tools = tools;
    this.#running = running;
  }

  /** @throws ReplicaNotFoundError, ReplicaBusyError, HostUnreachableError */
  async prepare(name: string, operation: string): Promise<Omit<OperationWork, 'kind'>> {
    const { store, registry, removal } = this.#tools;
    const replica = (await store.replicas.get(name))?.value;
    if (replica === undefined) throw new ReplicaNotFoundError(name);
    registry.agent(replica.host);
    await store.replicas.change(name, (record) => {
      const { state } = record;
      const held = state.phase === 'creating' || state.phase === 'removing';
      if (held && this.#running().has(state.operation)) throw new ReplicaBusyError(name, state.operation);
      return { ...record, state: { phase: 'removing', operation } };
    });
    return {
      target: name,
      host: replica.host,
      body: async (run) => {
        const step = { name: 'remove-replica', do: () => removal.replica(replica) };
        await performSteps([step], undefined, run, { stoppable: false });
        run.results.push(name);
      },
    };
  }
}
