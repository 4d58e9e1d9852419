import type { HostLink } from '../../proto/gen/parikshan/v1/HostLink.js';
import { findParikshanError } from '../../runtime/errors/mod.js';
import type { Logger } from '../../runtime/log/mod.js';
import { CALL_MS, type Registry } from '../registry/mod.js';
import { nextPair, wayKey, type Pair } from './next-pair.js';

/** What was measured between two hosts. */
export interface Link {
  /** Median round trip of a small call, microseconds. */
  readonly roundTripUs: number;
  readonly bytesPerSecond: number;
}

interface Way {
  readonly host: string;
  readonly peer: string;
  readonly figures: (Link & { readonly measuredAt: string }) | undefined;
  /** Why the last attempt failed. */
  readonly fault: string;
}

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
      .map(({ peer, figures, fault }) => ({ peer, ...figures, fault }));
  }

  /** What other hosts get from this one, by their names. */
  from(source: string): Map<string, Link> {
    const known = [...this.#ways.values()].filter(({ peer }) => peer === source);
    return new Map(known.flatMap(({ host, figures }) => (figures === undefined ? [] : [[host, figures]])));
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
    try {
      const figures = await registry
        .agent(host.name)
        .measureLink(
          { target: peer.target },
          { timeoutMs: CALL_MS.measureLink, signal: this.#stopped.signal },
        );
      this.#ways.set(key, { host: host.name, peer: peer.name, figures, fault: '' });
      this.#dueAt.set(key, performance.now() + AGAIN_MS);
    } catch (error) {
      const known = findParikshanError(error);
      if (known === undefined) throw error;
      this.#dueAt.set(key, performance.now() + RETRY_MS);
      // That one is busy is no fault of the way.
      const fault = known.reason === 'LINK_BUSY' ? (before?.fault ?? '') : known.message;
      if (before === undefined && fault === '') return;
      log.info({ host: host.name, peer: peer.name, fault }, 'link not measured');
      this.#ways.set(key, { host: host.name, peer: peer.name, figures: before?.figures, fault });
    }
  }
}
