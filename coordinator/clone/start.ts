import { CloneBusyError, CloneNotFoundError, FreezeIncompleteError, ReplicasFailedError } from '../errors.js';
import { performSteps, type OperationRun, type OperationWork } from '../operation/mod.js';
import type { Step } from '../../runtime/steps/mod.js';
import type { Logs } from '../capture/mod.js';
import type { CloneRecord } from '../store/mod.js';
import { CloneOutOfReachError, TooManyReplicasError } from './errors.js';
import { CloneJob, type CloneTools } from './job.js';
import { choosePlaces } from './places.js';
import { planReplicas } from './plan.js';
import { MAX_REPLICAS, type CloneRequest } from './request.js';
import { heldBy } from './state.js';
import { furtherReplicasStep, shipStep } from './steps/mod.js';

/** A request for replicas of a clone that is kept, as far as it says more than that clone's name. */
export type StartRequest = Omit<
  CloneRequest,
  'instance' | 'name' | 'freezeDeadlineMs' | 'logBytes' | 'dryRun' | 'keepSeconds'
> & { readonly clone: string };

/** Makes further replicas of kept clones: at their cut, by the log, without production. */
export class ReplicaStart {
  readonly #tools: CloneTools;
  readonly #logs: Pick<Logs, 'firstSequence'>;

  constructor(tools: CloneTools, logs: Pick<Logs, 'firstSequence'>) {
    this.#tools = tools;
    this.#logs = logs;
  }

  /** @throws CloneNotFoundError, CloneBusyError */
  async prepare(request: StartRequest, _operation: string): Promise<Omit<OperationWork, 'kind'>> {
    const record = await this.#ready(request.clone);
    return {
      target: record.name,
      host: record.host,
      body: (run) => this.#tools.kept.run(record.name, () => this.#start(request, run)),
    };
  }

  async #start({ clone, ...rest }: StartRequest, run: OperationRun): Promise<void> {
    const record = await this.#ready(clone);
    const request: CloneRequest = {
      ...rest,
      ...{
        instance: record.instance,
        name: clone,
        freezeDeadlineMs: 0,
        logBytes: 0,
        dryRun: false,
        keepSeconds: 0,
      },
    };
    const job = new CloneJob({ request, host: record.host, tools: this.#tools, run });
    try {
      await performSteps([this.#planStep(record), shipStep, furtherReplicasStep], job, run);
    } catch (error) {
      if (error instanceof ReplicasFailedError) throw new ReplicasFailedError(job.failed, [], true);
      throw error;
    } finally {
      this.#tools.reservations.release(clone);
    }
    const standing = (job.making?.replicas ?? []).filter((replica) => job.standing.has(replica));
    run.results.push(clone, ...standing);
    if (job.failed.size > 0) throw new ReplicasFailedError(job.failed, standing, true);
  }

  #planStep({ name, instance, host, copies, state }: CloneRecord): Step<CloneJob> {
    return {
      name: 'plan',
      do: async (job, signal, progress) => {
        if (state.phase !== 'ready') throw new TypeError('only a clone that is ready has replicas started');
        const { store } = this.#tools;
        const oldest = await this.#logs.firstSequence(instance);
        if (oldest === undefined || oldest > state.logSequence)
          throw new CloneOutOfReachError(name, state.logSequence, oldest);
        const cut = await store.cuts.get(name);
        if (cut === undefined) throw new FreezeIncompleteError(instance);
        job.cut = cut;
        job.logSequence = state.logSequence;
        const all = await store.replicas.values();
        const present = all.filter(({ clone }) => clone === name).length;
        if (present + job.request.replicas > MAX_REPLICAS)
          throw new TooManyReplicasError(name, present, job.request.replicas, MAX_REPLICAS);
        job.making = planReplicas(job.request, new Set(all.map((replica) => replica.name)));
        // The disk is not known any more; a host without it is given it all the same.
        const size = { memoryBytes: state.image.imageBytes, diskUsedBytes: 0 };
        const at = { source: host, held: new Set([host, ...(copies ?? [])]) };
        const places = await choosePlaces(
          ...([job.request, size, at, job.making.replicas, this.#tools, signal] as const),
        );
        for (const [replica, place] of places.hosts) job.places.set(replica, place);
        job.spare = places.spare;
        for (const line of places.lines) progress(line);
        for (const line of job.wayLines()) progress(line);
        for (const [replica, place] of job.places)
          progress(`replica: ${replica} on ${place}, fed from message ${state.logSequence} of the log`);
      },
    };
  }

  async #ready(name: string): Promise<CloneRecord> {
    const record = (await this.#tools.store.clones.get(name))?.value;
    if (record === undefined) throw new CloneNotFoundError(name);
    const holder = heldBy(record.state);
    if (holder !== undefined) throw new CloneBusyError(name, record.state.phase, holder);
    return record;
  }
}
