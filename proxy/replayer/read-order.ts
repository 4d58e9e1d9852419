import type { Feed } from './feed.js';
import type { FeedAction, Ticket } from './lane.js';

interface Pending {
  readonly action: FeedAction;
  readonly ticket: Ticket;
}

/** Where records go that may be delivered as far as this stage is concerned. */
export interface DeliverySink {
  deliver(feed: Feed, action: FeedAction, ticket: Ticket): void;
  /** From now on deliveries come in the order of reads, which is to be kept by the replica's program too. */
  takeTurns(): void;
}

/**
 * Moves deliveries from where their bytes arrived in production to where production's program read them, in a log that
 * tells that. What arrives while a program is busy is read in another order than it came, and the replica's program
 * has to see the order in which it was read.
 *
 * Off until the first `read` record. A delivery whose read does not come within the patience, by the log's own time,
 * is let go: it has lost its place, not its content.
 */
export class ReadOrder {
  readonly #sink: DeliverySink;
  readonly #wanted: boolean;
  readonly #patienceUs: number;
  #active = false;
  /** In the order in which they began to wait. */
  readonly #waiting = new Map<Feed, { readonly sinceUs: number; readonly pending: Pending[] }>();

  constructor(sink: DeliverySink, options: { readonly wanted: boolean; readonly patienceUs: number }) {
    this.#sink = sink;
    this.#wanted = options.wanted;
    this.#patienceUs = options.patienceUs;
  }

  /** `timeUs`: the record's own. */
  deliver(feed: Feed, action: FeedAction, ticket: Ticket, timeUs: number): void {
    if (!this.#active) {
      this.#sink.deliver(feed, action, ticket);
      return;
    }
    this.advance(timeUs);
    const entry = this.#waiting.get(feed);
    if (entry !== undefined) entry.pending.push({ action, ticket });
    else this.#waiting.set(feed, { sinceUs: timeUs, pending: [{ action, ticket }] });
  }

  /** The log tells of reads. */
  begin(): void {
    if (!this.#wanted || this.#active) return;
    this.#active = true;
    this.#sink.takeTurns();
  }

  /** Production's program read from this connection. */
  read(feed: Feed): void {
    this.begin();
    this.flush(feed);
  }

  /** Nothing of this connection waits for a read any more. */
  flush(feed: Feed): void {
    const entry = this.#waiting.get(feed);
    if (entry === undefined) return;
    this.#waiting.delete(feed);
    for (const { action, ticket } of entry.pending) this.#sink.deliver(feed, action, ticket);
  }

  /** The log has come to this time. */
  advance(timeUs: number): void {
    for (const [feed, { sinceUs }] of this.#waiting) {
      if (timeUs - sinceUs < this.#patienceUs) return;
      this.flush(feed);
    }
  }

  /** Lets go of everything. */
  flushAll(): void {
    for (const feed of [...this.#waiting.keys()]) this.flush(feed);
  }

  get waiting(): number {
    return this.#waiting.size;
  }
}
