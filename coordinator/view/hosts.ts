import type { HostLink } from '../../proto/gen/parikshan/v1/HostLink.js';
import type { Host } from '../../proto/gen/parikshan/v1/Host.js';
import { figure } from '../placement/mod.js';
import type { Store } from '../store/mod.js';
import type { KnownHost, KnownHosts } from './known-hosts.js';

/** What a host has, by the state's records. */
interface Holdings {
  readonly instances: ReadonlyMap<string, number>;
  readonly clones: ReadonlyMap<string, number>;
  readonly replicas: ReadonlyMap<string, number>;
}

/** Hosts as people see them: those that beat, and those that have beaten once. */
export class HostView {
  readonly #store: Store;
  readonly #known: KnownHosts;
  readonly #links: (host: string) => HostLink[];

  /** `links`: the ways from other hosts to one, as they were measured. */
  constructor(options: { store: Store; known: KnownHosts; links: (host: string) => HostLink[] }) {
    this.#store = options.store;
    this.#known = options.known;
    this.#links = options.links;
  }

  /** By name. */
  async list(signal?: AbortSignal): Promise<Host[]> {
    const [hosts, holdings] = await Promise.all([this.#known.list(signal), this.#holdings()]);
    return hosts.map((host) => this.#message(host, holdings));
  }

  /** @throws HostNotFoundError */
  async get(name: string, signal?: AbortSignal): Promise<Host> {
    const [host, holdings] = await Promise.all([this.#known.get(name, signal), this.#holdings()]);
    return this.#message(host, holdings);
  }

  /**
   * The same, with all its checks made now.
   * @throws HostNotFoundError, HostUnreachableError
   */
  async check(name: string, signal?: AbortSignal): Promise<Host> {
    const [host, holdings] = await Promise.all([this.#known.check(name, signal), this.#holdings()]);
    return this.#message(host, holdings);
  }

  #message(host: KnownHost, holdings: Holdings): Host {
    return { ...message(host, holdings), links: this.#links(host.presence.name) };
  }

  async #holdings(): Promise<Holdings> {
    const { instances, clones, replicas } = this.#store;
    const [a, b, c] = await Promise.all([
      instances.shownValues(),
      clones.shownValues(),
      replicas.shownValues(),
    ]);
    return { instances: perHost(a), clones: perHost(b), replicas: perHost(c) };
  }
}

function perHost(records: readonly { readonly host: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { host } of records) counts.set(host, (counts.get(host) ?? 0) + 1);
  return counts;
}

function message({ presence, record, facts, checks }: KnownHost, holdings: Holdings): Host {
  const { name, agentAlive, proxyAlive, heardAt } = presence;
  return {
    ...{ name, agentAlive, proxyAlive, facts, checks: [...checks] },
    labels: record?.labels ?? {},
    drained: record?.drainedAt !== undefined,
    drainedAt: record?.drainedAt ?? '',
    lastHeardAt: heardAt === undefined ? (record?.seenAt ?? '') : new Date(heardAt).toISOString(),
    agentVersion: record?.versions.agent ?? '',
    proxyVersion: record?.versions.proxy ?? '',
    cpus: figure(facts['cpus']) ?? 0,
    loadAverage: figure(facts['load-average']) ?? -1,
    memoryBytes: figure(facts['memory-bytes']) ?? 0,
    memoryAvailableBytes: figure(facts['memory-available-bytes']) ?? 0,
    poolFreeBytes: figure(facts['pool-free-bytes']) ?? 0,
    instances: holdings.instances.get(name) ?? 0,
    clones: holdings.clones.get(name) ?? 0,
    replicas: holdings.replicas.get(name) ?? 0,
  };
}
