import type { InstanceSpec } from '../../proto/gen/parikshan/v1/InstanceSpec.js';
import { findParikshanError } from '../../runtime/errors/mod.js';
import type { Step } from '../../runtime/steps/mod.js';
import { InstanceExistsError } from '../errors.js';
import { performSteps, type OperationRun, type OperationWork } from '../operation/mod.js';
import { CALL_MS, type Registry } from '../registry/mod.js';
import type { Removal } from '../removal/mod.js';
import type { InstanceRecord, Store } from '../store/mod.js';

export interface InstanceTools {
  readonly store: Store;
  readonly registry: Registry;
  readonly removal: Removal;
}

/** Starts instances. */
export class InstanceCreation {
  readonly #tools: InstanceTools;

  constructor(tools: InstanceTools) {
    this.#tools = tools;
  }

  /**
   * Chooses the host and reserves the name there.
   * @throws InstanceExistsError, NoHostError, HostNotFoundError, HostUnreachableError, HostDrainedError
   */
  async prepare(
    spec: InstanceSpec & { name: string },
    named: string,
    operation: string,
  ): Promise<Omit<OperationWork, 'kind'>> {
    const { store, registry } = this.#tools;
    const { name } = spec;
    const instances = await store.instances.values();
    const earlier = instances.find((instance) => instance.name === name);
    if (earlier !== undefined) throw new InstanceExistsError(name, earlier.host);
    const load = new Map<string, number>();
    for (const instance of instances) load.set(instance.host, (load.get(instance.host) ?? 0) + 1);
    const hosts = await store.hosts.values();
    const drained = hosts.filter(({ drainedAt }) => drainedAt !== undefined).map((known) => known.name);
    const host = registry.choose(named, load, new Set(drained));
    // The host may hold an instance that the state has lost. A record that says "being made" would let a failure of
    // this operation remove it, so it must not come to that.
    const held = await registry.agent(host).listHostInstances({}, { timeoutMs: CALL_MS.ask });
    if (held.instances.some((instance) => instance.spec?.name === name))
      throw new InstanceExistsError(name, host);
    const record: InstanceRecord = {
      name,
      host,
      createdAt: new Date().toISOString(),
      state: { phase: 'creating', operation },
    };
    if (!(await store.instances.create(name, record))) throw new InstanceExistsError(name, host);
    return { target: name, host, body: (run) => this.#create(spec, record, run) };
  }

  async #create(spec: InstanceSpec, record: InstanceRecord, run: OperationRun): Promise<void> {
    const { store, registry, removal } = this.#tools;
    const { name, host } = record;
    let existed = false;
    const step: Step<undefined> = {
      name: 'create-instance',
      async do(_context, signal) {
        const agent = registry.agent(host);
        const made = agent.createInstance({ spec }, { timeoutMs: CALL_MS.createInstance, signal });
        const { instance } = await made.catch((error: unknown) => {
          existed = findParikshanError(error)?.code === 'ALREADY_EXISTS';
          throw error;
        });
        await store.instances.change(name, (stored) => ({ ...stored, state: { phase: 'present' } }));
        const addresses = [instance?.address, instance?.address6].filter(Boolean).join(' and ');
        return `${name} runs on ${host}, address ${addresses || 'not known'}`;
      },
      async undo() {
        if (existed) await store.instances.remove(name);
        else await removal.instance(record, true);
      },
    };
    await performSteps([step], undefined, run);
    run.results.push(name);
  }
}
