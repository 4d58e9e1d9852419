import { CloneBusyError, CloneNotFoundError } from '../errors.js';
import { performSteps, type OperationRun, type OperationWork } from '../operation/mod.js';
import type { CloneRecord } from '../store/mod.js';
import type { CloneTools } from './job.js';
import { advance, heldBy } from './state.js';

/** Removes clones. A removal is not stopped half-way: it goes on to its end, or is taken up again by reconciling. */
export class CloneRemoval {
  readonly #tools: Pick<CloneTools, 'store' | 'registry' | 'removal' | 'captures' | 'kept'>;
  readonly #running: () => ReadonlySet<string>;

  /** @param running ids of the operations under way */
  constructor(
    tools: Pick<CloneTools, 'store' | 'registry' | 'removal' | 'captures' | 'kept'>,
    running: () => ReadonlySet<string>,
  ) {
    this.#tools = tools;
    this.#running = running;
  }

  /** @throws CloneNotFoundError, CloneBusyError, HostUnreachableError */
  async prepare(name: string, operation: string): Promise<Omit<OperationWork, 'kind'>> {
    const { store, registry } = this.#tools;
    const clone = (await store.clones.get(name))?.value;
    if (clone === undefined) throw new CloneNotFoundError(name);
    registry.agent(clone.host);
    await this.take(clone, operation);
    return {
      target: name,
      host: clone.host,
      body: (run) => this.#tools.kept.run(name, () => this.#remove(clone, run)),
    };
  }

  /**
   * Has the record say that the operation removes it. What a dead operation left is removed like a whole clone.
   * @throws CloneBusyError
   */
  async take(clone: CloneRecord, operation: string): Promise<void> {
    await this.#tools.store.clones.change(clone.name, (record) => {
      const holder = heldBy(record.state);
      if (holder !== undefined && holder !== operation && this.#running().has(holder)) {
        throw new CloneBusyError(record.name, record.state.phase, holder);
      }
      const { phase } = record.state;
      if (phase === 'ready' || phase === 'removing') {
        return { ...record, state: advance(record.state, { type: 'remove', operation }) };
      }
      return { ...record, state: advance(record.state, { type: 'undo', operation }) };
    });
  }

  async #remove(clone: CloneRecord, run: OperationRun): Promise<void> {
    const { store, removal, captures } = this.#tools;
    const { name, instance, host } = clone;
    const steps = [
      { name: 'remove-replicas', do: () => removal.replicasOf(name, host) },
      { name: 'remove-images', do: () => removal.images(name, host) },
      {
        name: 'release-capture',
        do: async () => {
          await store.clones.remove(name);
          await captures.release(instance, host);
        },
      },
    ];
    await performSteps(steps, undefined, run, { stoppable: false });
    run.results.push(name);
  }
}
