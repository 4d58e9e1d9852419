import type { CaptureStatus__Output } from '../../proto/gen/parikshan/v1/CaptureStatus.js';
import type { HostReplica__Output } from '../../proto/gen/parikshan/v1/HostReplica.js';
import type { ReplayStatus__Output } from '../../proto/gen/parikshan/v1/ReplayStatus.js';
import type { Replica } from '../../proto/gen/parikshan/v1/Replica.js';
import { findParikshanError } from '../../runtime/errors/mod.js';
import { ReplicaNotFoundError } from '../errors.js';
import { CALL_MS, type Registry } from '../registry/mod.js';
import type { ReplicaRecord, Store } from '../store/mod.js';
import { captureOf } from './captures.js';
import type { HostReports, Reports } from './host-reports.js';
import { replicaCondition, type AgentWord, type ProxyWord } from './replica-state.js';

/** Replicas as people see them: the state's records with what hosts say now. */
export class ReplicaView {
  readonly #store: Store;
  readonly #registry: Registry;
  readonly #reports: HostReports;

  constructor(options: { store: Store; registry: Registry; reports: HostReports }) {
    this.#store = options.store;
    this.#registry = options.registry;
    this.#reports = options.reports;
  }

  /** By name. @param clone only those of this clone; empty: all */
  async list(clone: string, signal?: AbortSignal): Promise<Replica[]> {
    const records = (await this.#store.replicas.shownValues()).filter(
      (record) => clone === '' || record.clone === clone,
    );
    const [reports, captures] = await Promise.all([
      this.#reports.replicas(signal),
      this.#captures(new Set(records.map(({ instance }) => instance)), signal),
    ]);
    return Promise.all(
      records.map((record) => this.#describe(record, reports, captures.get(record.instance), signal)),
    );
  }

  /** @throws ReplicaNotFoundError */
  async get(name: string, signal?: AbortSignal): Promise<Replica> {
    const [record, reports] = await Promise.all([this.#record(name), this.#reports.replicas(signal)]);
    // The tap first: what it does not hold any more is in the log when the replayer looks.
    return this.#describe(record, reports, await this.#capture(record.instance, signal), signal);
  }

  /** The same with a replay's figures that are at hand already. @throws ReplicaNotFoundError */
  async withReplay(name: string, replay: ReplayStatus__Output, signal?: AbortSignal): Promise<Replica> {
    const [record, reports] = await Promise.all([this.#record(name), this.#reports.replicas(signal)]);
    const capture = await this.#capture(record.instance, signal);
    return message(record, agentWord(record, reports), { asked: true, replay }, capture);
  }

  async #record(name: string): Promise<ReplicaRecord> {
    const record = await this.#store.replicas.shownValue(name);
    if (record === undefined) throw new ReplicaNotFoundError(name);
    return record;
  }

  async #describe(
    record: ReplicaRecord,
    reports: Reports<HostReplica__Output>,
    capture: CaptureStatus__Output | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Replica> {
    return message(record, agentWord(record, reports), await this.#proxyWord(record, signal), capture);
  }

  async #captures(
    instances: ReadonlySet<string>,
    signal: AbortSignal | undefined,
  ): Promise<ReadonlyMap<string, CaptureStatus__Output>> {
    const asked = [...instances].map(
      async (instance) => [instance, await this.#capture(instance, signal)] as const,
    );
    return new Map(
      (await Promise.all(asked)).flatMap(([name, capture]) =>
        capture === undefined ? [] : [[name, capture]],
      ),
    );
  }

  async #capture(
    instance: string,
    signal: AbortSignal | undefined,
  ): Promise<CaptureStatus__Output | undefined> {
    const record = await this.#store.instances.shownValue(instance);
    return record === undefined ? undefined : captureOf(record, this.#registry, signal);
  }

  async #proxyWord({ host, name }: ReplicaRecord, signal: AbortSignal | undefined): Promise<ProxyWord> {
    if (!this.#registry.presence(host).proxyAlive) return { asked: false };
    try {
      const options = { timeoutMs: CALL_MS.ask, signal };
      const { replay } = await this.#registry.proxy(host).getReplay({ replica: name }, options);
      return { asked: true, replay: replay ?? undefined };
    } catch (error) {
      const code = findParikshanError(error)?.code;
      if (code === undefined) throw error;
      return code === 'NOT_FOUND' ? { asked: true, replay: undefined } : { asked: false };
    }
  }
}

function agentWord({ host, name }: ReplicaRecord, reports: Reports<HostReplica__Output>): AgentWord {
  const report = reports.get(host);
  return report === undefined ? { asked: false } : { asked: true, replica: report.get(name) };
}

function message(
  record: ReplicaRecord,
  agent: AgentWord,
  proxy: ProxyWord,
  capture: CaptureStatus__Output | undefined,
): Replica {
  const { name, clone, instance, host } = record;
  return {
    name,
    clone,
    instance,
    host,
    ...replicaCondition(record, agent, proxy, capture),
    detail: (agent.asked ? agent.replica : undefined) ?? null,
    replay: (proxy.asked ? proxy.replay : undefined) ?? null,
    capture: capture ?? null,
  };
}
