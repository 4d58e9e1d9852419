import type { HostInstance } from '../../proto/gen/parikshan/v1/HostInstance.js';
import type { HostInstance__Output } from '../../proto/gen/parikshan/v1/HostInstance.js';
import type { Instance } from '../../proto/gen/parikshan/v1/Instance.js';
import { InstanceNotFoundError } from '../errors.js';
import type { Registry } from '../registry/mod.js';
import type { InstanceRecord, Store } from '../store/mod.js';
import { captureOf } from './captures.js';
import type { HostReports, Reports } from './host-reports.js';

/** Instances as people see them: the state's records with what hosts say now. */
export class InstanceView {
  readonly #store: Store;
  readonly #registry: Registry;
  readonly #reports: HostReports;

  constructor(options: { store: Store; registry: Registry; reports: HostReports }) {
    this.#store = options.store;
    this.#registry = options.registry;
    this.#reports = options.reports;
  }

  /** By name. */
  async list(signal?: AbortSignal): Promise<Instance[]> {
    return this.#describe(await this.#store.instances.shownValues(), signal);
  }

  /** @throws InstanceNotFoundError */
  async get(name: string, signal?: AbortSignal): Promise<Instance> {
    const record = await this.#store.instances.shownValue(name);
    if (record === undefined) throw new InstanceNotFoundError(name);
    const [instance] = await this.#describe([record], signal);
    return instance ?? {};
  }

  async #describe(records: readonly InstanceRecord[], signal: AbortSignal | undefined): Promise<Instance[]> {
    const [reports, clones] = await Promise.all([
      this.#reports.instances(signal),
      this.#store.clones.shownValues(),
    ]);
    return Promise.all(
      records.map(async (record) => {
        const { name, host } = record;
        const own = clones.filter((clone) => clone.instance === name).map((clone) => clone.name);
        const capture = own.length === 0 ? undefined : await captureOf(record, this.#registry, signal);
        return { name, host, detail: detailOf(record, reports), clones: own, capture: capture ?? null };
      }),
    );
  }
}

/** Without its host's word only the name is sure. */
function detailOf(record: InstanceRecord, reports: Reports<HostInstance__Output>): HostInstance {
  const said = reports.get(record.host)?.get(record.name);
  if (said !== undefined) return said;
  const creating = record.state.phase === 'creating';
  return {
    spec: { name: record.name },
    state: creating ? 'CONTAINER_STATE_CREATING' : 'CONTAINER_STATE_UNSPECIFIED',
    createdAt: record.createdAt,
  };
}
