import type { Logger } from '../../runtime/log/mod.js';
import { HostNameTakenError, HostNotFoundError, HostUnreachableError, NoHostError } from '../errors.js';
import type { AgentClient, Clients, ProxyClient } from './clients.js';
import { GRACE_MS, TIME_TO_LIVE_MS, timeToLive, type Beat, type MemberRole } from './member.js';

/** A role that beats. */
interface Member {
  readonly beat: Beat;
  /** The heartbeat stream it beats on: the end of an older stream says nothing about a newer one. */
  readonly stream: object;
  readonly client: AgentClient | ProxyClient;
  timer: NodeJS.Timeout;
}

interface HostEntry {
  agent?: Member;
  proxy?: Member;
}

/** A host as the registry knows it now. */
export interface HostPresence {
  readonly name: string;
  readonly agentAlive: boolean;
  readonly proxyAlive: boolean;
}

export interface RegistryOptions {
  readonly clients: Clients;
  readonly log: Logger;
  /** Told of each role that begins to beat, again or for the first time. */
  readonly onJoin: (host: string, role: MemberRole) => void;
  /** Default 5 s. */
  readonly timeToLiveMs?: number;
  /** Default 2 s. */
  readonly graceMs?: number;
}

/** The agents and proxies that are there, by their beats, and the way to reach them. Kept in memory only: they beat again. */
export class Registry {
  readonly #options: RegistryOptions;
  readonly #timeToLiveMs: number;
  readonly #graceMs: number;
  readonly #hosts = new Map<string, HostEntry>();

  constructor(options: RegistryOptions) {
    this.#options = options;
    this.#timeToLiveMs = options.timeToLiveMs ?? TIME_TO_LIVE_MS;
    this.#graceMs = options.graceMs ?? GRACE_MS;
  }

  /**
   * Takes a beat. Returns the time within which the next is expected, milliseconds.
   * @throws HostNameTakenError while the same role of a host of that name beats from elsewhere
   */
  beat(beat: Beat, stream: object): number {
    const host = this.#hosts.get(beat.host) ?? {};
    this.#hosts.set(beat.host, host);
    const known = host[beat.role];
    if (known !== undefined && known.stream === stream && known.beat.target === beat.target) {
      known.timer.refresh();
    } else {
      if (known !== undefined) {
        // A role that starts again is where it was, on a new stream.
        if (known.stream !== stream && known.beat.target !== beat.target)
          throw new HostNameTakenError(beat.host, beat.role, known.beat.target, beat.target);
        this.#drop(known);
      }
      this.#join(host, beat, stream);
    }
    return timeToLive(this.#timeToLiveMs, Math.random());
  }

  /** The heartbeat stream ended: whoever beat on it is gone. */
  leave(beat: Beat, stream: object): void {
    const member = this.#hosts.get(beat.host)?.[beat.role];
    if (member?.stream === stream) this.#lose(member, 'stream ended');
  }

  presences(): HostPresence[] {
    return [...this.#hosts.keys()].sort().map((name) => this.presence(name));
  }

  presence(name: string): HostPresence {
    const entry = this.#hosts.get(name);
    return { name, agentAlive: entry?.agent !== undefined, proxyAlive: entry?.proxy !== undefined };
  }

  /** Agents that beat, by the names of their hosts, and where others reach them. */
  agents(): { readonly name: string; readonly target: string }[] {
    const alive = [...this.#hosts].flatMap(([name, { agent }]) =>
      agent === undefined ? [] : [{ name, target: agent.beat.target }],
    );
    return alive.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** @throws HostUnreachableError when its agent does not beat */
  agent(host: string): AgentClient {
    const member = this.#hosts.get(host)?.agent;
    if (member === undefined) throw new HostUnreachableError(host, 'agent');
    return member.client as AgentClient;
  }

  /** Where its agent is reached, also by other agents. @throws HostUnreachableError when it does not beat */
  agentTarget(host: string): string {
    const member = this.#hosts.get(host)?.agent;
    if (member === undefined) throw new HostUnreachableError(host, 'agent');
    return member.beat.target;
  }

  /** @throws HostUnreachableError when its proxy does not beat */
  proxy(host: string): ProxyClient {
    const member = this.#hosts.get(host)?.proxy;
    if (member === undefined) throw new HostUnreachableError(host, 'proxy');
    return member.client as ProxyClient;
  }

  /**
   * The host for something new: the one named, else the one with fewest things on it.
   * @param load how many things each host holds
   * @throws HostNotFoundError, HostUnreachableError, NoHostError
   */
  choose(named: string, load: ReadonlyMap<string, number>): string {
    const alive = this.presences().filter((host) => host.agentAlive);
    if (named !== '') {
      if (alive.some((host) => host.name === named)) return named;
      if (this.#hosts.has(named)) throw new HostUnreachableError(named, 'agent');
      throw new HostNotFoundError(named, [...this.#hosts.keys()].sort());
    }
    const [best] = alive.sort((a, b) => (load.get(a.name) ?? 0) - (load.get(b.name) ?? 0));
    if (best === undefined) throw new NoHostError();
    return best.name;
  }

  close(): void {
    for (const { agent, proxy } of this.#hosts.values()) {
      if (agent !== undefined) this.#drop(agent);
      if (proxy !== undefined) this.#drop(proxy);
    }
    this.#hosts.clear();
  }

  #join(host: HostEntry, beat: Beat, stream: object): void {
    const { clients, log, onJoin } = this.#options;
    const common = {
      beat,
      stream,
      timer: setTimeout(() => this.#lose(member, 'no beat'), this.#timeToLiveMs + this.#graceMs).unref(),
    };
    const member: Member =
      beat.role === 'agent'
        ? { ...common, client: clients.agent(beat.target) }
        : { ...common, client: clients.proxy(beat.target) };
    host[beat.role] = member;
    log.info({ ...beat }, 'role joined');
    onJoin(beat.host, beat.role);
  }

  #lose(member: Member, why: string): void {
    const { host, role } = member.beat;
    this.#drop(member);
    const entry = this.#hosts.get(host);
    if (entry?.[role] === member) delete entry[role];
    this.#options.log.warn({ host, memberRole: role, why }, 'role lost');
  }

  #drop(member: Member): void {
    clearTimeout(member.timer);
    member.client.close();
  }
}
