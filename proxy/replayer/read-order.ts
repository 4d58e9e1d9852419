import type { Feed } from './feed.js';
import { UNCOUNTED, type FeedAction, type Ticket } from './lane.js';
import { sequenceDistance } from './sequence.js';

interface Pending {
  readonly action: FeedAction;
  readonly ticket: Ticket;
  /** Sequence number behind its bytes, if it has any. */
  readonly end: number | undefined;
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
 * has to see the order in which it was read, and as much at a time: a request of several packets that was read in two
 * parts was dealt with in two parts, and other clients' requests may have come between them.
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

  /** `end`: the sequence number behind its bytes, if it has any. `timeUs`: the record's own. */
  deliver(feed: Feed, action: FeedAction, ticket: Ticket, end: number | undefined, timeUs: number): void {
    if (!this.#active) {
      this.#sink.deliver(feed, action, ticket);
      return;
    }
    this.advance(timeUs);
    const entry = this.#waiting.get(feed);
    if (entry !== undefined) entry.pending.push({ action, ticket, end });
    else this.#waiting.set(feed, { sinceUs: timeUs, pending: [{ action, ticket, end }] });
  }

  /** The log tells of reads. */
  begin(): void {
    if (!this.#wanted || this.#active) return;
    this.#active = true;
    this.#sink.takeTurns();
  }

  /** Production's program has read from this connection what lies before `to`. An end behind that is known to it too. */
  read(feed: Feed, to: number, timeUs: number): void {
    this.begin();
    const entry = this.#waiting.get(feed);
    if (entry === undefined) return;
    const { pending } = entry;
    let done = 0;
    let read = 0;
    for (; done < pending.length; done += 1) {
      const { action, ticket, end } = pending[done]!;
      const left = end === undefined ? 0 : Math.max(0, sequenceDistance(to, end));
      if (action.kind === 'bytes' && left > 0) {
        read = Math.max(0, action.bytes.length - left);
        if (read === 0) break;
        this.#sink.deliver(feed, { kind: 'bytes', bytes: action.bytes.subarray(0, read) }, UNCOUNTED);
        pending[done] = { action: { kind: 'bytes', bytes: action.bytes.subarray(read) }, ticket, end };
        break;
      }
      this.#sink.deliver(feed, action, ticket);
    }
    if (done === 0 && read === 0) return;
    this.#waiting.delete(feed);
    // The rest has waited for the next read since this one.
    if (done < pending.length) this.#waiting.set(feed, { sinceUs: timeUs, pending: pending.slice(done) });
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
