import { InstanceBusyError, InstanceNotFoundError } from '../errors.js';
import { performSteps, type OperationRun, type OperationWork } from '../operation/mod.js';
import { CALL_MS } from '../registry/mod.js';
import type { InstanceTools } from './creation.js';

/** The agent's own default between TERM and KILL, milliseconds. */
const DEFAULT_GRACE_MS = 10_000;

/** Stops instances. */
export class InstanceStop {
  readonly #tools: InstanceTools;

  constructor(tools: InstanceTools) {
    this.#tools = tools;
  }

  /** @throws InstanceNotFoundError, InstanceBusyError, HostUnreachableError */
  async prepare(name: string, graceMs: number): Promise<Omit<OperationWork, 'kind'>> {
    const { store, registry } = this.#tools;
    const instance = (await store.instances.get(name))?.value;
    if (instance === undefined) throw new InstanceNotFoundError(name);
    const { host, state } = instance;
    if (state.phase === 'creating' || state.phase === 'removing')
      throw new InstanceBusyError(name, state.operation);
    registry.agent(host);
    return { target: name, host, body: (run) => this.#stop(name, host, graceMs, run) };
  }

  async #stop(name: string, host: string, graceMs: number, run: OperationRun): Promise<void> {
    const timeoutMs = (graceMs === 0 ? DEFAULT_GRACE_MS : graceMs) + CALL_MS.stopInstance;
    const step = {
      name: 'stop-instance',
      do: async (_context: undefined, signal: AbortSignal) => {
        await this.#tools.registry.agent(host).stopHostInstance({ name, graceMs }, { timeoutMs, signal });
      },
    };
    await performSteps([step], undefined, run);
    run.results.push(name);
  }
}
