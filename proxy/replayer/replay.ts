import type { LogRecord } from '../log/mod.js';
import type { CarriedConnection, CutPlan } from './carried-connection.js';
import type { Feed } from './feed.js';
import { FeedTable } from './feed-table.js';
import { Fidelity } from './fidelity.js';
import { Gate, type GateEvents, type GateOrder } from './gate.js';
import type { FeedAction, Ticket } from './lane.js';
import { Prologue } from './prologue.js';
import { ReadOrder } from './read-order.js';
import { Router } from './router.js';
import type { Idleness } from './turn.js';
import { Verdicts } from './verdicts.js';

/** The sockets toward the replica, as the replay needs them. Calls are made in the order of delivery. */
export interface ReplicaSide {
  /** Opens the connection, in the place of any other between the same ends. */
  dial(feed: Feed): void;
  /** False: written, but no more until `writable`. */
  write(feed: Feed, bytes: Uint8Array): boolean;
  /** Ends the direction toward the replica. */
  end(feed: Feed): void;
  /** Breaks the connection off. */
  reset(feed: Feed): void;
}

export interface ReplayOptions {
  readonly order: GateOrder;
  readonly patienceUs: number;
  /** What the replica's processes are doing; without it that is not known. */
  readonly idleness?: () => Idleness;
}

/**
 * All decisions of one replay, without any input or output of its own: records of the log and what the replica does go
 * in, deliveries come out (to the ReplicaSide). `nowUs` is any clock that does not go back, microseconds.
 */
export class Replay implements GateEvents<Feed> {
  readonly feeds: FeedTable;
  readonly fidelity = new Fidelity();
  readonly gate: Gate<Feed>;
  /** Connections of the cut with their plans, for the twins. */
  readonly carried: readonly { readonly feed: Feed; readonly connection: CarriedConnection }[];
  bytesIn = 0;
  bytesOut = 0;
  lateDeliveries = 0;
  #lastPushUs = 0;
  readonly #patienceUs: number;
  readonly #idleness: () => Idleness;
  readonly #side: ReplicaSide;
  readonly #verdicts: Verdicts;
  readonly #order: ReadOrder;
  readonly #router: Router;
  readonly #prologue: Prologue;

  constructor(plan: CutPlan, options: ReplayOptions, side: ReplicaSide) {
    this.#side = side;
    this.#patienceUs = options.patienceUs;
    this.#idleness = options.idleness ?? (() => 'unknown');
    this.gate = new Gate<Feed>(options, this);
    this.feeds = new FeedTable(this.gate);
    this.#verdicts = new Verdicts(this.fidelity, options.patienceUs);
    this.#order = new ReadOrder(this.gate, {
      wanted: options.order === 'strict',
      patienceUs: options.patienceUs,
    });
    const keysOf = (connections: readonly { readonly key: string }[]) => connections.map(({ key }) => key);
    this.#router = new Router({
      feeds: this.feeds,
      gate: this.gate,
      order: this.#order,
      verdicts: this.#verdicts,
      fidelity: this.fidelity,
      known: new Set([
        ...keysOf([...plan.connections, ...plan.waiting.filter(({ opening }) => !opening)]),
        ...plan.closed,
      ]),
      dialling: new Set(keysOf(plan.waiting.filter(({ opening }) => opening))),
    });
    this.carried = plan.connections.map((connection) => ({ feed: this.feeds.carry(connection), connection }));
    const byKey = new Map(this.carried.map(({ feed }) => [feed.key, feed]));
    this.#prologue = new Prologue(plan, byKey, this.#router);
  }

  /** Bytes held in memory on behalf of the replica. */
  get heldBytes(): number {
    return this.gate.bytes + this.feeds.held.bytes + this.#prologue.bytes;
  }

  /** Everything up to the mark has been decided about; what is held from there on is for delivery. */
  get settled(): boolean {
    return this.#prologue.settled;
  }

  /** A record from before the mark. */
  recall(record: LogRecord, ticket: Ticket): void {
    this.#prologue.recall(record, ticket);
  }

  /** What was recalled does not lead to the mark: the log has a hole in between. */
  forgetRecalled(): void {
    this.#prologue.forgetRecalled();
  }

  /** The next record of the log. */
  push(record: LogRecord, ticket: Ticket, nowUs: number): void {
    if (!this.#prologue.settled) {
      if (this.#prologue.take(record, ticket)) return;
      this.#prologue.settle(nowUs);
    }
    this.#lastPushUs = nowUs;
    this.#order.advance(record.timeUs);
    this.#router.route(record, ticket, nowUs);
  }

  /** Everything captured until production ran again has been pushed. */
  settle(nowUs: number): void {
    this.#prologue.settle(nowUs);
  }

  /** Part of the log before the next record is missing. */
  missed(reason: string, nowUs: number): void {
    this.#prologue.settle(nowUs);
    this.#router.breakAll(reason);
  }

  /** Lets go of records that wait for something later in the log, which is not read because so much is held. */
  relieve(): void {
    // As long as the gate has something to do there will be room without giving up the order of reads.
    if (this.gate.items === 0) this.#order.flushAll();
  }

  /** Delivers what may be delivered. */
  pump(nowUs: number): void {
    this.gate.pump(nowUs);
  }

  /** To be called now and then. `drained`: everything there is in the log has been pushed. */
  tick(nowUs: number, drained: boolean): void {
    this.#verdicts.tick(nowUs, drained);
    if (drained && nowUs - this.#lastPushUs >= this.#patienceUs) this.#order.flushAll();
    this.gate.pump(nowUs);
  }

  /** The replica said this. The buffer may be used again afterwards. */
  heard(feed: Feed, bytes: Uint8Array, nowUs: number): void {
    this.bytesOut += bytes.length;
    feed.comparison.actual(bytes);
    this.gate.produced(feed, bytes.length);
    this.#judge(feed, nowUs);
  }

  /** The replica ended its output. */
  ended(feed: Feed, nowUs: number): void {
    if (feed.outputEnded) return;
    this.gate.outputEnded(feed);
    this.#judge(feed, nowUs);
  }

  /** The replica would not take a dial. */
  refused(feed: Feed, nowUs: number): void {
    feed.refused = true;
    this.#verdicts.refused(feed);
    this.closed(feed, nowUs);
  }

  /** The socket is gone, however that came. */
  closed(feed: Feed, nowUs: number): void {
    if (feed.closed) return;
    feed.closed = true;
    if (!feed.refused) this.ended(feed, nowUs);
    this.gate.abandon(feed);
    this.feeds.retire(feed);
  }

  /** Production opened another connection between the same ends, so that this one was over there. */
  replaced(feed: Feed): void {
    feed.inEnded = true;
    feed.outEnded = true;
    feed.closed = true;
    this.gate.abandon(feed);
    this.feeds.retire(feed);
  }

  /** The socket takes more. */
  writable(feed: Feed): void {
    this.gate.release(feed);
  }

  deliver(feed: Feed, action: FeedAction): boolean {
    switch (action.kind) {
      case 'dial':
        this.#side.dial(feed);
        return true;
      case 'bytes':
        this.bytesIn += action.bytes.length;
        return this.#side.write(feed, action.bytes);
      case 'end':
        this.#side.end(feed);
        return true;
      case 'reset':
        feed.brokenOff = true;
        this.gate.abandon(feed);
        this.#side.reset(feed);
        return true;
    }
  }

  late(): void {
    this.lateDeliveries += 1;
  }

  missing(feed: Feed): void {
    this.#verdicts.missing(feed);
  }

  untaken(feed: Feed): void {
    // Then it was the client that ended the connection, in production too.
    if (feed.brokenOff) return;
    this.fidelity.unfaithful(
      `${feed.key}: the replica has ended this connection, and did not deal with what production answered on it after that`,
    );
  }

  idleness(): Idleness {
    return this.#idleness();
  }

  idle(feed: Feed): void {
    this.feeds.retire(feed);
  }

  #judge(feed: Feed, nowUs: number): void {
    if (this.#verdicts.judge(feed, nowUs)) this.gate.reconcile(feed);
  }
}
