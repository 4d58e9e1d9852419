import type { ConnectionTuple } from '../log/mod.js';
import type { CarriedConnection } from './carried-connection.js';
import { connectionKey } from './connection-key.js';
import { Feed, type FeedStart } from './feed.js';
import type { Gate } from './gate.js';
import { sequenceAdd } from './sequence.js';

/** The connections that are played to one replica now. */
export class FeedTable {
  readonly #gate: Gate<Feed>;
  readonly #feeds = new Map<number, Feed>();
  readonly #latest = new Map<string, Feed>();
  #nextId = 1;
  /** Bytes of output held because only one side has said them. */
  readonly held = { bytes: 0 };
  carried = 0;
  dialled = 0;

  constructor(gate: Gate<Feed>) {
    this.#gate = gate;
  }

  all(): Iterable<Feed> {
    return this.#feeds.values();
  }

  get size(): number {
    return this.#feeds.size;
  }

  /** The last connection between these ends. */
  latest(key: string): Feed | undefined {
    return this.#latest.get(key);
  }

  /** A connection taken over from the cut. */
  carry(connection: CarriedConnection): Feed {
    this.carried += 1;
    const feed = this.#add({
      key: connection.key,
      tuple: connection,
      carried: true,
      inStart: sequenceAdd(connection.inStart, connection.unread.length),
      outStart: connection.outStart,
    });
    feed.inEnded = connection.inEnded;
    feed.outEnded = connection.outEnded;
    feed.outputEnded = connection.outEnded;
    return feed;
  }

  /** A connection that is dialled; `first` are the numbers of its first bytes, as far as they are known. */
  dial(tuple: ConnectionTuple, first: { readonly in?: number; readonly out?: number }): Feed {
    this.dialled += 1;
    return this.#add({
      key: connectionKey(tuple),
      tuple,
      carried: false,
      inStart: first.in,
      outStart: first.out,
    });
  }

  /** Forgets the connection if the log, the gate and the socket are all done with it. */
  retire(feed: Feed): void {
    if (!feed.closed || !feed.logOver || feed.upcoming.length > 0 || !this.#feeds.delete(feed.id)) return;
    if (this.#latest.get(feed.key) === feed) this.#latest.delete(feed.key);
    feed.comparison.release();
    this.#gate.leave(feed.key);
  }

  #add(start: Omit<FeedStart, 'id' | 'lane' | 'held'>): Feed {
    const feed = new Feed({
      ...start,
      id: this.#nextId++,
      lane: this.#gate.join(start.key),
      held: this.held,
    });
    this.#feeds.set(feed.id, feed);
    this.#latest.set(feed.key, feed);
    return feed;
  }
}
