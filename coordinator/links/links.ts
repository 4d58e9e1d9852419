import type { HostLink } from '../../proto/gen/parikshan/v1/HostLink.js';
import { findParikshanError } from '../../runtime/errors/mod.js';
import type { Logger } from '../../runtime/log/mod.js';
import { CALL_MS, type Registry } from '../registry/mod.js';
import { nextPair, wayKey, type Pair, type Peer } from './next-pair.js';
import type { RouteFacts, SshHop } from './route.js';
import { figuresOf, linkMessage, stateOf, type Link, type Measured, type Way } from './way.js';

export interface LinksOptions {
  readonly registry: Registry;
  /** Ids of operations under way: what they do must not share the network with us. */
  readonly running: () => ReadonlySet<string>;
  readonly log: Logger;
}

/** Between two measurements, whatever hosts they are of; milliseconds. */
const SPACING_MS = 2_000;
/** A way is measured again after this long, or after this long when it could not be; milliseconds. */
const AGAIN_MS = 10 * 60_000;
const RETRY_MS = 60_000;

/** What came of measuring one way. */
interface Attempt {
  /** Undefined: one of the two was busy, which is no fault of the way. */
  readonly measured: Measured | undefined;
  /** Whether it may be another a minute later. */
  readonly passing: boolean;
}

/** Has the ways between hosts measured one at a time, while nothing else is done, and remembers what came of it. In memory only. */
export class Links {
  readonly #options: LinksOptions;
  readonly #ways = new Map<string, Way>();
  readonly #dueAt = new Map<string, number>();
  readonly #stopped = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #measuring = false;

  constructor(options: LinksOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#look(), SPACING_MS).unref();
  }

  /** The ways to a host, by the names of its peers. */
  of(host: string): HostLink[] {
    return [...this.#ways.values()]
      .filter((way) => way.host === host)
      .sort((a, b) => (a.peer < b.peer ? -1 : 1))
      .map(linkMessage);
  }

  /** What other hosts get from this one, by their names. */
  from(source: string): Map<string, Link> {
    const known = [...this.#ways.values()].filter(({ peer }) => peer === source);
    return new Map(
      known.flatMap((way) => {
        const { figures } = figuresOf(way);
        return figures === undefined ? [] : [[way.host, figures]];
      }),
    );
  }

  /** By which ways `host` can get something from `peer`. */
  routeFacts(host: string, peer: string): RouteFacts {
    const way = this.#ways.get(wayKey(host, peer));
    const hop = this.#options.registry.sshHop(host, peer);
    return { direct: stateOf(way?.direct), ssh: stateOf(way?.ssh), hop };
  }

  /** An agent that joins anew may be in another place: its ways are due. */
  joined(host: string): void {
    for (const { host: one, peer } of this.#ways.values())
      if (one === host || peer === host) this.#dueAt.delete(wayKey(one, peer));
  }

  close(): void {
    clearInterval(this.#timer);
    this.#stopped.abort(new Error('the coordinator is stopping'));
  }

  async #look(): Promise<void> {
    const { registry, running, log } = this.#options;
    if (this.#measuring || running().size > 0) return;
    const pair = nextPair(registry.agents(), this.#dueAt, performance.now());
    if (pair === undefined) return;
    this.#measuring = true;
    try {
      await this.#measure(pair);
    } catch (error) {
      log.error({ err: error }, 'measuring a link failed');
    } finally {
      this.#measuring = false;
    }
  }

  async #measure({ host, peer }: Pair): Promise<void> {
    const { registry, log } = this.#options;
    const key = wayKey(host.name, peer.name);
    const before = this.#ways.get(key);
    const direct = await this.#attempt(host, peer, null, before?.direct);
    const hop = registry.sshHop(host.name, peer.name);
    // Only where it is needed: nobody wants an sshd's log full of us.
    const needed = stateOf(direct.measured).state === 'closed' && !('missing' in hop);
    const ssh = needed ? await this.#attempt(host, peer, hop, before?.ssh) : undefined;
    this.#dueAt.set(key, performance.now() + ((ssh ?? direct).passing ? RETRY_MS : AGAIN_MS));
    if (direct.measured === undefined) return;
    const way = { host: host.name, peer: peer.name, direct: direct.measured };
    this.#ways.set(key, { ...way, ssh: ssh === undefined ? undefined : (ssh.measured ?? before?.ssh) });
    const { fault } = direct.measured;
    if (fault === '') return;
    log.info(
      { host: host.name, peer: peer.name, fault, sshFault: ssh?.measured?.fault },
      'link not measured',
    );
  }

  async #attempt(host: Peer, peer: Peer, ssh: SshHop | null, before: Measured | undefined): Promise<Attempt> {
    const { signal } = this.#stopped;
    try {
      const figures = await this.#options.registry
        .agent(host.name)
        .measureLink({ target: peer.target, ssh }, { timeoutMs: CALL_MS.measureLink, signal });
      return { measured: { figures, fault: '' }, passing: false };
    } catch (error) {
      const known = findParikshanError(error);
      if (known === undefined) throw error;
      if (known.reason === 'LINK_BUSY') return { measured: undefined, passing: true };
      // A login that was refused is refused again; and some sshd shut out those who try too often.
      const passing = ssh === null || known.code === 'UNAVAILABLE' || known.code === 'DEADLINE_EXCEEDED';
      return { measured: { figures: before?.figures, fault: known.message }, passing };
    }
  }
}
