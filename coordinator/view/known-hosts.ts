import type { Check__Output } from '../../proto/gen/parikshan/v1/Check.js';
import { findParikshanError } from '../../runtime/errors/mod.js';
import { HostNotFoundError } from '../errors.js';
import { placementHost, type PlacementHost } from '../placement/mod.js';
import { CALL_MS, type HostPresence, type Registry } from '../registry/mod.js';
import type { HostRecord, Store } from '../store/mod.js';

/** A host, with what its agent says now or said last. */
export interface KnownHost {
  readonly presence: HostPresence;
  /** Undefined: not written yet. */
  readonly record: HostRecord | undefined;
  /** Whether its agent answered just now; else `facts` are what it said last, and there are no checks. */
  readonly answered: boolean;
  readonly facts: Readonly<Record<string, string>>;
  readonly checks: readonly Check__Output[];
}

/** All hosts that were ever seen: those that beat are asked, side by side. */
export class KnownHosts {
  readonly #store: Store;
  readonly #registry: Registry;

  constructor(options: { store: Store; registry: Registry }) {
    this.#store = options.store;
    this.#registry = options.registry;
  }

  /** By name. One that does not answer in time is told as it was last. */
  async list(signal?: AbortSignal): Promise<KnownHost[]> {
    const records = new Map((await this.#store.hosts.shownValues()).map((record) => [record.name, record]));
    const names = new Set([...records.keys(), ...this.#registry.presences().map(({ name }) => name)]);
    return Promise.all([...names].sort().map((name) => this.#ask(name, records.get(name), signal)));
  }

  /** @throws HostNotFoundError */
  async get(name: string, signal?: AbortSignal): Promise<KnownHost> {
    return this.#ask(name, await this.#record(name), signal);
  }

  /**
   * One host, with all its checks made now.
   * @throws HostNotFoundError, HostUnreachableError; what the call fails with
   */
  async check(name: string, signal?: AbortSignal): Promise<KnownHost> {
    const record = await this.#record(name);
    const agent = this.#registry.agent(name);
    const { facts, checks } = await agent.getHost({}, { timeoutMs: CALL_MS.checks, signal });
    return { presence: this.#registry.presence(name), record, answered: true, facts, checks };
  }

  /** All hosts as placement wants them: one whose agent beats and does not answer gets nothing. */
  async forPlacement(signal?: AbortSignal): Promise<PlacementHost[]> {
    return (await this.list(signal)).map(({ presence, record, answered, facts, checks }) => {
      const { name, proxyAlive } = presence;
      const drained = record?.drainedAt !== undefined;
      const standing = { name, agentAlive: answered, proxyAlive, drained, labels: record?.labels ?? {} };
      return placementHost(standing, facts, checks);
    });
  }

  async #record(name: string): Promise<HostRecord | undefined> {
    const record = await this.#store.hosts.shownValue(name);
    if (record !== undefined || this.#registry.presence(name).heardAt !== undefined) return record;
    const known = await this.#store.hosts.shownValues();
    throw new HostNotFoundError(
      name,
      known.map((host) => host.name),
    );
  }

  async #ask(name: string, record: HostRecord | undefined, signal?: AbortSignal): Promise<KnownHost> {
    const presence = this.#registry.presence(name);
    const last: KnownHost = { presence, record, answered: false, facts: record?.facts ?? {}, checks: [] };
    if (!presence.agentAlive) return last;
    try {
      const now = await this.#registry.agent(name).getHost({}, { timeoutMs: CALL_MS.ask, signal });
      return { ...last, answered: true, facts: now.facts, checks: now.checks };
    } catch (error) {
      if (findParikshanError(error) === undefined) throw error;
      return last;
    }
  }
}
