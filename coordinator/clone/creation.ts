import { KeyedLock } from '../../runtime/keyed-lock/mod.js';
import type { Step } from '../../runtime/steps/mod.js';
import { nextCloneName } from '../capture/mod.js';
import {
  CloneExistsError,
  InstanceBusyError,
  InstanceNotFoundError,
  ReplicasFailedError,
} from '../errors.js';
import { performSteps, type OperationRun, type OperationWork } from '../operation/mod.js';
import type { CloneRecord } from '../store/mod.js';
import { CloneJob, type CloneTools } from './job.js';
import type { CloneRequest } from './request.js';
import {
  captureStep,
  clientGapStep,
  freezeStep,
  markStep,
  planStep,
  replicasStep,
  safetyChecksStep,
  shipDiskStep,
  shipStep,
} from './steps/mod.js';

/** Makes clones. */
export class CloneCreation {
  readonly #tools: CloneTools;
  /** Names are given out one after the other. */
  readonly #naming = new KeyedLock();

  constructor(tools: CloneTools) {
    this.#tools = tools;
  }

  /**
   * Checks what can be checked at once and reserves the name. An empty name takes the instance's next free one.
   * @throws InstanceNotFoundError, InstanceBusyError, CloneExistsError, HostUnreachableError
   */
  async prepare(request: CloneRequest, operation: string): Promise<Omit<OperationWork, 'kind'>> {
    const { store, registry } = this.#tools;
    const instance = (await store.instances.get(request.instance))?.value;
    if (instance === undefined) throw new InstanceNotFoundError(request.instance);
    const { host, state } = instance;
    if (state.phase === 'creating' || state.phase === 'removing') {
      throw new InstanceBusyError(instance.name, state.operation);
    }
    registry.agent(host);
    const named = await this.#naming.run('clones', () => this.#reserve(request, host, operation));
    return { target: named.name, host, body: (run) => this.#create(named, host, run) };
  }

  async #reserve(request: CloneRequest, host: string, operation: string): Promise<CloneRequest> {
    const { clones } = this.#tools.store;
    const taken = new Set((await clones.values()).map((clone) => clone.name));
    const name = request.name === '' ? nextCloneName(request.instance, taken) : request.name;
    if (taken.has(name)) throw new CloneExistsError(name);
    if (!request.dryRun) {
      const record: CloneRecord = {
        name,
        instance: request.instance,
        host,
        createdAt: new Date().toISOString(),
        ...(request.keepSeconds === 0
          ? {}
          : { keptUntil: new Date(Date.now() + request.keepSeconds * 1000).toISOString() }),
        state: { phase: 'planned', operation },
      };
      if (!(await clones.create(name, record))) throw new CloneExistsError(name);
    }
    return { ...request, name };
  }

  async #create(request: CloneRequest, host: string, run: OperationRun): Promise<void> {
    const job = new CloneJob({ request, host, tools: this.#tools, run });
    try {
      await performSteps(request.dryRun ? PLANNING : MAKING, job, run);
    } finally {
      // What stands shows in its host's own figures.
      this.#tools.reservations.release(request.name);
    }
    if (request.dryRun) return;
    const standing = (job.plan?.replicas ?? []).filter((replica) => job.standing.has(replica));
    run.results.push(request.name, ...standing);
    // What stands is worth keeping: the freeze cannot be had again for free.
    if (job.failed.size > 0) throw new ReplicasFailedError(job.failed, standing);
  }
}

/** What a dry run does. */
const PLANNING: readonly Step<CloneJob>[] = [planStep, safetyChecksStep];

const MAKING: readonly Step<CloneJob>[] = [
  ...PLANNING,
  shipDiskStep,
  captureStep,
  markStep,
  freezeStep,
  shipStep,
  replicasStep,
  clientGapStep,
];
