import { findParikshanError } from '../../runtime/errors/mod.js';
import type { Logger } from '../../runtime/log/mod.js';
import { HostNotFoundError } from '../errors.js';
import { CALL_MS, type MemberRole, type Registry } from '../registry/mod.js';
import type { HostRecord, Store } from '../store/mod.js';

/** How exactly the state knows when a host was last heard: writing each beat down would be thousands a second on a large fleet. */
const ROUND_MS = 60_000;
/** Records written at once in a round. */
const PARALLEL = 16;

export interface HostRecordsOptions {
  readonly store: Store;
  readonly registry: Registry;
  readonly log: Logger;
  /** Default 60 s. */
  readonly roundMs?: number;
}

/** Keeps the state's record of every host that was ever seen: what its agent said, when it was heard, and what people say of it. */
export class HostRecords {
  readonly #store: Store;
  readonly #registry: Registry;
  readonly #log: Logger;
  readonly #rounds: NodeJS.Timeout;

  constructor({ store, registry, log, roundMs = ROUND_MS }: HostRecordsOptions) {
    this.#store = store;
    this.#registry = registry;
    this.#log = log;
    this.#rounds = setInterval(() => void this.#round(), roundMs).unref();
  }

  close(): void {
    clearInterval(this.#rounds);
  }

  /** A role has begun to beat: its host is kept from now on. */
  joined(host: string, role: MemberRole, version: string): void {
    const noted = this.#put(host, (record) => ({
      ...this.#heard(record),
      versions: { ...record.versions, [role]: version },
    }));
    const done = role === 'agent' ? noted.then(() => this.#askFacts(host)) : noted;
    void this.#logged(host, done);
  }

  /** A role beats no more. @param heardAt when its host was last heard, milliseconds since 1970 */
  lost(host: string, heardAt: number): void {
    const seenAt = new Date(heardAt).toISOString();
    // One that was removed in the meantime stays removed.
    void this.#logged(
      host,
      this.#store.hosts.change(host, (record) => ({ ...record, seenAt })),
    );
  }

  /**
   * Lets a host have nothing new, or have it again. Done before, it stays as it was.
   * @throws HostNotFoundError
   */
  async drain(name: string, undo: boolean): Promise<void> {
    await this.#change(name, ({ drainedAt, ...record }) =>
      undo ? record : { ...record, drainedAt: drainedAt ?? new Date().toISOString() },
    );
  }

  /**
   * Sets labels, and removes those of these keys.
   * @throws HostNotFoundError
   */
  async label(name: string, set: Readonly<Record<string, string>>, remove: readonly string[]): Promise<void> {
    await this.#change(name, (record) => {
      const kept = Object.entries(record.labels).filter(([key]) => !remove.includes(key));
      return { ...record, labels: Object.fromEntries([...kept, ...Object.entries(set)]) };
    });
  }

  async #change(name: string, change: (record: HostRecord) => HostRecord): Promise<void> {
    if ((await this.#store.hosts.change(name, change)) !== undefined) return;
    // It beats, and NATS was not there when it joined.
    if (this.#registry.presence(name).heardAt !== undefined) return this.#put(name, change);
    const known = await this.#store.hosts.values();
    throw new HostNotFoundError(
      name,
      known.map((host) => host.name),
    );
  }

  /** Changes a record, or makes it. */
  async #put(name: string, change: (record: HostRecord) => HostRecord): Promise<void> {
    const { hosts } = this.#store;
    if ((await hosts.change(name, change)) !== undefined) return;
    const fresh: HostRecord = { name, facts: {}, seenAt: new Date().toISOString(), labels: {}, versions: {} };
    if (!(await hosts.create(name, change(fresh)))) await hosts.change(name, change);
  }

  /** What the agent says now is kept, for when it cannot be asked. */
  async #askFacts(name: string): Promise<void> {
    const { facts } = await this.#registry.agent(name).getHost({}, { timeoutMs: CALL_MS.checks });
    await this.#store.hosts.change(name, (record) => ({ ...this.#heard(record), facts }));
  }

  /** Writes down when each host that beats was heard, and what could not be written or asked before. */
  async #round(): Promise<void> {
    const waiting = this.#registry
      .presences()
      .filter(({ agentAlive, proxyAlive }) => agentAlive || proxyAlive);
    const work = async (): Promise<void> => {
      for (let host = waiting.shift(); host !== undefined; host = waiting.shift()) {
        const { name, agentAlive } = host;
        await this.#logged(
          name,
          this.#put(name, (record) => this.#heard(record)).then(async () => {
            const record = await this.#store.hosts.get(name);
            const factless = record !== undefined && Object.keys(record.value.facts).length === 0;
            if (agentAlive && factless) await this.#askFacts(name);
          }),
        );
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, work));
  }

  #heard(record: HostRecord): HostRecord {
    const { heardAt } = this.#registry.presence(record.name);
    return heardAt === undefined ? record : { ...record, seenAt: new Date(heardAt).toISOString() };
  }

  /** The records are for people: what cannot be written now is written in a later round. */
  async #logged(host: string, work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      const level = findParikshanError(error) === undefined ? 'error' : 'warn';
      this.#log[level]({ err: error, host }, 'host not noted');
    }
  }
}
