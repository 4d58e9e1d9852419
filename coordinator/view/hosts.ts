import type { Host } from '../../proto/gen/parikshan/v1/Host.js';
import { findParikshanError } from '../../runtime/errors/mod.js';
import { CALL_MS, type HostPresence, type Registry } from '../registry/mod.js';
import type { Store } from '../store/mod.js';

/** Hosts as people see them: those that beat, and those that have beaten once. */
export class HostView {
  readonly #store: Store;
  readonly #registry: Registry;

  constructor(options: { store: Store; registry: Registry }) {
    this.#store = options.store;
    this.#registry = options.registry;
  }

  /** By name. */
  async list(signal?: AbortSignal): Promise<Host[]> {
    const records = await this.#store.hosts.shownValues();
    const facts = new Map(records.map((record) => [record.name, record.facts]));
    const names = new Set([...facts.keys(), ...this.#registry.presences().map((host) => host.name)]);
    return Promise.all(
      [...names]
        .sort()
        .map((name) => this.#describe(this.#registry.presence(name), facts.get(name) ?? {}, signal)),
    );
  }

  /** What the agent says now is kept, for when it cannot be asked. */
  async remember(name: string): Promise<void> {
    const { facts } = await this.#registry.agent(name).getHost({}, { timeoutMs: CALL_MS.checks });
    const record = { name, facts, seenAt: new Date().toISOString() };
    if (!(await this.#store.hosts.create(name, record))) await this.#store.hosts.change(name, () => record);
  }

  async #describe(host: HostPresence, facts: Record<string, string>, signal?: AbortSignal): Promise<Host> {
    const known = { ...host, facts, checks: [] };
    if (!host.agentAlive) return known;
    try {
      const now = await this.#registry.agent(host.name).getHost({}, { timeoutMs: CALL_MS.ask, signal });
      return { ...known, facts: now.facts, checks: now.checks };
    } catch (error) {
      if (findParikshanError(error) === undefined) throw error;
      return known;
    }
  }
}
