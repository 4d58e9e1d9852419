import type { CloneRemoval } from '../clone/mod.js';
import { InstanceBusyError, InstanceHasClonesError, InstanceNotFoundError } from '../errors.js';
import { performSteps, type OperationRun, type OperationWork } from '../operation/mod.js';
import type { InstanceRecord } from '../store/mod.js';
import type { InstanceTools } from './creation.js';

/** Removes instances; by force also their clones, and those that run. */
export class InstanceRemoval {
  readonly #tools: InstanceTools & { readonly cloneRemoval: CloneRemoval };
  readonly #running: () => ReadonlySet<string>;

  /** @param running ids of the operations under way */
  constructor(
    tools: InstanceTools & { readonly cloneRemoval: CloneRemoval },
    running: () => ReadonlySet<string>,
  ) {
    this.#tools = tools;
    this.#running = running;
  }

  /** @throws InstanceNotFoundError, InstanceBusyError, InstanceHasClonesError, HostUnreachableError */
  async prepare(name: string, force: boolean, operation: string): Promise<Omit<OperationWork, 'kind'>> {
    const { store, registry } = this.#tools;
    const instance = (await store.instances.get(name))?.value;
    if (instance === undefined) throw new InstanceNotFoundError(name);
    const clones = await this.#clonesOf(name);
    if (clones.length > 0 && !force) {
      throw new InstanceHasClonesError(
        name,
        clones.map((clone) => clone.name),
      );
    }
    registry.agent(instance.host);
    await store.instances.change(name, (record) => {
      const { state } = record;
      const held = state.phase === 'creating' || state.phase === 'removing';
      if (held && this.#running().has(state.operation)) throw new InstanceBusyError(name, state.operation);
      return { ...record, state: { phase: 'removing', operation, force } };
    });
    return { target: name, host: instance.host, body: (run) => this.#remove(instance, force, run) };
  }

  async #remove(instance: InstanceRecord, force: boolean, run: OperationRun): Promise<void> {
    const { store, removal, cloneRemoval } = this.#tools;
    const { name } = instance;
    const steps = [
      {
        name: 'remove-clones',
        do: async () => {
          for (const clone of await this.#clonesOf(name)) {
            await cloneRemoval.take(clone, run.id);
            await removal.clone(clone);
          }
        },
        // A clone is in the making, or the agent refuses to remove what runs: the instance is as it was.
        undo: async () => {
          await store.instances.change(name, (record) => ({ ...record, state: { phase: 'present' } }));
        },
      },
      { name: 'remove-instance', do: () => removal.instance(instance, force) },
    ];
    await performSteps(steps, undefined, run, { stoppable: false });
    run.results.push(name);
  }

  async #clonesOf(instance: string) {
    return (await this.#tools.store.clones.values()).filter((clone) => clone.instance === instance);
  }
}
