import type { Clone } from '../../proto/gen/parikshan/v1/Clone.js';
import { CloneState } from '../../proto/gen/parikshan/v1/CloneState.js';
import { CloneNotFoundError } from '../errors.js';
import type { CloneRecord, Store } from '../store/mod.js';

/** Clones as people see them: all of it is in the state. */
export class CloneView {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Newest first, without their cuts. */
  async list(): Promise<Clone[]> {
    const [clones, replicas] = await Promise.all([this.#store.clones.shownValues(), this.#replicasByClone()]);
    return [...clones]
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
      .map((clone) => message(clone, replicas.get(clone.name) ?? []));
  }

  /** @throws CloneNotFoundError */
  async get(name: string): Promise<Clone> {
    const stored = await this.#store.clones.get(name);
    if (stored === undefined) throw new CloneNotFoundError(name);
    const [cut, replicas] = await Promise.all([this.#store.cuts.get(name), this.#replicasByClone()]);
    return { ...message(stored.value, replicas.get(name) ?? []), cut: cut ?? null };
  }

  async #replicasByClone(): Promise<Map<string, string[]>> {
    const byClone = new Map<string, string[]>();
    for (const { name, clone } of await this.#store.replicas.shownValues()) {
      byClone.set(clone, [...(byClone.get(clone) ?? []), name]);
    }
    return byClone;
  }
}

function message(record: CloneRecord, replicas: readonly string[]): Clone {
  const { name, instance, host, createdAt, state } = record;
  const image = 'image' in state ? state.image : undefined;
  return {
    name,
    instance,
    host,
    createdAt,
    state: stateOf(state.phase),
    suspend: image?.suspend ?? null,
    connections: image?.connections ?? 0,
    imageBytes: image?.imageBytes ?? 0,
    preDump: image?.preDump ?? null,
    logSequence: 'logSequence' in state ? state.logSequence : 0,
    replicas: [...replicas],
    copies: record.copies ?? [],
    keptUntil: record.keptUntil ?? '',
  };
}

function stateOf(phase: CloneRecord['state']['phase']): CloneState {
  if (phase === 'ready') return CloneState.CLONE_STATE_READY;
  if (phase === 'undoing' || phase === 'removing') return CloneState.CLONE_STATE_REMOVING;
  return CloneState.CLONE_STATE_CREATING;
}
