import type { Logger } from '../../runtime/log/mod.js';
import { HostNameTakenError, HostNotFoundError, HostUnreachableError, NoHostError } from '../errors.js';
import type { AgentClient, Clients, ProxyClient } from './clients.js';
import { HostDrainedError } from './errors.js';
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
  /** Milliseconds since 1970. */
  heardAt: number;
}

/** A host as the registry knows it now. */
export interface HostPresence {
  readonly name: string;
  readonly agentAlive: boolean;
  readonly proxyAlive: boolean;
  /** When one of its roles was last heard, milliseconds since 1970; undefined: not since this coordinator started. */
  readonly heardAt: number | undefined;
}

export interface RegistryOptions {
  readonly clients: Clients;
  readonly log: Logger;
  /** Told of each role that begins to beat, again or for the first time, with the version of its software. */
  readonly onJoin: (host: string, role: MemberRole, version: string) => void;
  /** Told of each role that beats no more, with when its host was last heard, milliseconds since 1970. */
  readonly onLoss?: (host: string, heardAt: number) => void;
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
    const host: HostEntry = this.#hosts.get(beat.host) ?? { heardAt: 0 };
    host.heardAt = Date.now();
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
    return {
      name,
      agentAlive: entry?.agent !== undefined,
      proxyAlive: entry?.proxy !== undefined,
      heardAt: entry?.heardAt,
    };
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

  /** Through which sshd the agent of `taker` comes to that of `source`, or why through none. */
  sshHop(
    taker: string,
    source: string,
  ): { readonly address: string; readonly target: string } | { readonly missing: string } {
    const [there, here] = [this.#hosts.get(source)?.agent?.beat, this.#hosts.get(taker)?.agent?.beat];
    const missing = [
      ...(there?.sshHop === undefined ? [`the agent of ${source} names no sshd (--ssh-address)`] : []),
      ...(here?.sshLogin === true ? [] : [`the agent of ${taker} has no key for ssh (--ssh-identity)`]),
    ];
    if (there?.sshHop !== undefined && missing.length === 0) return there.sshHop;
    return { missing: missing.join(', and ') };
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
   * @param drained hosts that get nothing new
   * @throws HostNotFoundError, HostUnreachableError, HostDrainedError, NoHostError
   */
  choose(named: string, load: ReadonlyMap<string, number>, drained: ReadonlySet<string> = new Set()): string {
    const alive = this.presences().filter((host) => host.agentAlive);
    if (named !== '') {
      if (drained.has(named)) throw new HostDrainedError(named);
      if (alive.some((host) => host.name === named)) return named;
      if (this.#hosts.has(named)) throw new HostUnreachableError(named, 'agent');
      throw new HostNotFoundError(named, [...this.#hosts.keys()].sort());
    }
    const [best] = alive
      .filter(({ name }) => !drained.has(name))
      .sort((a, b) => (load.get(a.name) ?? 0) - (load.get(b.name) ?? 0));
    if (best === undefined) throw new NoHostError(alive.map(({ name }) => name));
    return best.name;
  }

  /** A host that is to be known no more. Whoever beats there joins anew with the next beat. */
  forget(name: string): void {
    const { agent, proxy } = this.#hosts.get(name) ?? {};
    if (agent !== undefined) this.#drop(agent);
    if (proxy !== undefined) this.#drop(proxy);
    this.#hosts.delete(name);
  }

  close(): void {
    for (const name of [...this.#hosts.keys()]) this.forget(name);
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
    onJoin(beat.host, beat.role, beat.version);
  }

  #lose(member: Member, why: string): void {
    const { host, role } = member.beat;
    this.#drop(member);
    const entry = this.#hosts.get(host);
    if (entry?.[role] === member) delete entry[role];
    this.#options.log.warn({ host, memberRole: role, why }, 'role lost');
    if (entry !== undefined) this.#options.onLoss?.(host, entry.heardAt);
  }

  #drop(member: Member): void {
    clearTimeout(member.timer);
    member.client.close();
  }
}
