// The instances of this host. All state is on the disk and in the runtime: a restarted agent finds everything again.
import { cpus } from 'node:os';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostInstance } from '../../proto/gen/parikshan/v1/HostInstance.js';
import type { InstanceSpec__Output } from '../../proto/gen/parikshan/v1/InstanceSpec.js';
import type { Logger } from '../../runtime/log/mod.js';
import { runSteps } from '../../runtime/steps/mod.js';
import { memoryInUse, type Containers, type HostIds } from '../container/mod.js';
import { allocatedBytes, inspectRootfs, type Pool, type RootfsSource } from '../disk/mod.js';
import {
  InstanceBusyError,
  InstanceNotFoundError,
  InstanceNotRunningError,
  InstanceRunsError,
} from '../errors.js';
import { applyFirewall, removeFirewall, requireOwnNetwork } from '../network/mod.js';
import { requireMemory, requireRoom } from './checks.js';
import { CREATION_STEPS, removeInstance } from './creation.js';
import { instanceLayout, instancesFolder, type Installation, type InstanceLayout } from './layout.js';
import { planInstance, sizedByImage } from './plan.js';
import { readRecord, readRecords, writeRecord, type InstanceRecord } from './record.js';
import { reserve } from './reservation.js';
import { hostInstance } from './view.js';

export interface InstancesOptions {
  readonly installation: Installation;
  readonly pool: Pool;
  readonly containers: Containers;
  readonly ids: HostIds;
  readonly log: Logger;
}

/** A running instance, as one needs to know it who clones it. */
export interface RunningInstance {
  readonly layout: InstanceLayout;
  readonly record: InstanceRecord;
  /** Host pid of its first process. */
  readonly pid: number;
  readonly memoryBytes: number;
  /** Its config.json. */
  readonly ociSpec: Record<string, unknown>;
}

/** Time between TERM and KILL when a stop does not name one, milliseconds. */
export const DEFAULT_GRACE_MS = 10_000;

export class Instances {
  readonly #options: InstancesOptions;
  /** What is being done to which instance. */
  readonly #busy = new Map<string, string>();
  /** Reservations and changes of the firewall, one after the other. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: InstancesOptions) {
    this.#options = options;
  }

  /** Makes and starts an instance. Nothing of it is left on failure, or when `signal` is aborted. */
  async create(spec: InstanceSpec__Output, signal: AbortSignal): Promise<HostInstance> {
    const { installation, pool, containers, ids } = this.#options;
    const asked = planInstance(spec, cpus().length);
    return this.exclusively(asked.name, 'it is being made', async () => {
      const source = await inspectRootfs(asked.rootfs);
      const plan = source.kind === 'image' ? sizedByImage(asked, spec, source.image.diskBytes) : asked;
      const { network, network6, tag } = installation;
      requireOwnNetwork([network, ...(network6 === undefined ? [] : [network6])], tag);
      await requireMemory(plan);
      const room = (files: RootfsSource) => requireRoom(plan, files, installation.stateDir, pool);
      await room(source);
      const record = await this.#queued(() =>
        ids.choose((claims) => reserve(installation, spec, plan, claims)),
      );
      const layout = instanceLayout(installation, plan.name);
      const log = this.#options.log.child({ instance: plan.name });
      const context = { layout, record, source, room, containers, log, publish: () => this.publish() };
      await runSteps(CREATION_STEPS, context, { signal, log });
      await writeRecord(layout.home, { ...record, phase: 'made' });
      return this.get(plan.name);
    });
  }

  /** All instances, by name. */
  async list(): Promise<HostInstance[]> {
    const found = (await readRecords(instancesFolder(this.#options.installation))).flatMap(
      ({ name, record }) =>
        record === undefined ? [] : [{ layout: instanceLayout(this.#options.installation, name), record }],
    );
    const statuses = await this.#options.containers.statuses(found.map(({ layout }) => layout.container));
    return Promise.all(
      found.map(async ({ layout, record }, index) => {
        const status = statuses[index] ?? { kind: 'ended', status: undefined };
        return hostInstance({ layout, record, status, ...(await usage(layout)) });
      }),
    );
  }

  /** Throws InstanceNotFoundError. */
  async get(name: string): Promise<HostInstance> {
    const { layout, record } = await this.find(name);
    const status = await this.#options.containers.status(layout.container);
    return hostInstance({ layout, record, status, ...(await usage(layout)) });
  }

  /** Throws InstanceNotFoundError. */
  async find(name: string): Promise<{ layout: InstanceLayout; record: InstanceRecord }> {
    const layout = instanceLayout(this.#options.installation, name);
    const record = /^[a-z][a-z0-9-]*$/.test(name) ? await readRecord(layout.home) : undefined;
    if (record === undefined) throw new InstanceNotFoundError(name);
    return { layout, record };
  }

  /** Throws InstanceNotFoundError or InstanceNotRunningError. */
  async running(name: string): Promise<RunningInstance> {
    const { layout, record } = await this.find(name);
    const status = await this.#options.containers.status(layout.container);
    if (status.kind !== 'running' || record.phase !== 'made') throw new InstanceNotRunningError(name);
    const config = await readFile(join(layout.container.bundleDir, 'config.json'), 'utf8');
    const { memoryBytes } = await usage(layout);
    return {
      layout,
      record,
      pid: status.pid,
      memoryBytes,
      ociSpec: JSON.parse(config) as Record<string, unknown>,
    };
  }

  /** TERM, then KILL after `graceMs`. Throws InstanceNotFoundError, InstanceBusyError. */
  async stop(name: string, graceMs = DEFAULT_GRACE_MS): Promise<HostInstance> {
    return this.exclusively(name, 'it is being stopped', async () => {
      const { layout, record } = await this.find(name);
      const before = await this.#options.containers.status(layout.container);
      // One that ended by itself stays EXITED: its status is worth knowing.
      if (before.kind !== 'ended') {
        await writeRecord(layout.home, { ...record, stopRequested: true });
        await this.#options.containers.stop(layout.container, graceMs);
      }
      return this.get(name);
    });
  }

  /** Removes an instance with its disk and log. Throws InstanceNotFoundError, InstanceRunsError, InstanceBusyError. */
  async remove(name: string, force: boolean): Promise<void> {
    await this.exclusively(name, 'it is being removed', async () => {
      const { layout, record } = await this.find(name);
      const status = await this.#options.containers.status(layout.container);
      if (status.kind !== 'ended' && !force) throw new InstanceRunsError(name);
      // Should this be interrupted, the sweep of the next agent goes on with it.
      await writeRecord(layout.home, { ...record, phase: 'creating' });
      await this.discard(layout, record);
    });
  }

  /** Removes all there is of an instance, whatever state it is in. Throws AggregateError with what could not be. */
  async discard(layout: InstanceLayout, record: InstanceRecord): Promise<void> {
    const { containers } = this.#options;
    const log = this.#options.log.child({ instance: layout.name });
    const failures = await removeInstance({ layout, record, containers, log, publish: () => this.publish() });
    if (failures.length > 0)
      throw new AggregateError(failures, `Instance ${layout.name} was not wholly removed.`);
  }

  /** Brings the address translation in line with the records; without instances, the table goes. */
  async publish(): Promise<void> {
    const { installation } = this.#options;
    await this.#queued(async () => {
      const records = (await readRecords(instancesFolder(installation))).flatMap(
        ({ record }) => record ?? [],
      );
      if (records.length === 0) return removeFirewall(installation.tag);
      const published = records.flatMap(({ plan, address }) =>
        plan.publishPort === undefined ? [] : [{ hostPort: plan.publishPort, address, port: plan.port }],
      );
      const addresses6 = records.flatMap(({ address6 }) => address6 ?? []);
      const { tag, network, closed } = installation;
      return applyFirewall({ tag, network, published, addresses6, closed });
    });
  }

  /** Does something with an instance while nothing else is done to it. Throws InstanceBusyError. */
  async exclusively<T>(name: string, doing: string, work: () => Promise<T>): Promise<T> {
    const other = this.#busy.get(name);
    if (other !== undefined) throw new InstanceBusyError(name, other);
    this.#busy.set(name, doing);
    try {
      return await work();
    } finally {
      this.#busy.delete(name);
    }
  }

  #queued<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }
}

async function usage(layout: InstanceLayout): Promise<{ memoryBytes: number; diskUsedBytes: number }> {
  const [memoryBytes, diskUsedBytes] = await Promise.all([
    memoryInUse(layout.cgroupsPath),
    allocatedBytes(layout.image),
  ]);
  return { memoryBytes, diskUsedBytes };
}
