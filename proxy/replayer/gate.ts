import {
  isSatisfied,
  isUnanswered,
  Lane,
  type FeedAction,
  type GateFeed,
  type LaneItem,
  type Ticket,
} from './lane.js';
import { isTurnOver, type Idleness } from './turn.js';

/** `strict`: the log's order holds across all connections. `causal`: it holds on each connection. */
export type GateOrder = 'strict' | 'causal';

/**
 * How long output of a connection is waited for that has differed from production's before, microseconds: the first while the
 * replica has nothing left to do (or nobody knows), the second as long as it works.
 */
const DIFFERING_PATIENCE_US = 100_000;
const DIFFERING_WORKING_PATIENCE_US = 2_000_000;
/** How often the replica's processes are looked at for that, microseconds. */
const WORKING_LOOK_US = 20_000;

export interface GateOptions {
  readonly order: GateOrder;
  /** How long output is waited for while none comes, microseconds. */
  readonly patienceUs: number;
}

/** What the gate tells. It never calls back into itself from these. */
export interface GateEvents<F extends GateFeed> {
  /** Deliver this now. False: done, and no more for this connection until `release`. */
  deliver(feed: F, action: FeedAction): boolean;
  /** The delivery that follows comes after output that was given up on. */
  late(feed: F): void;
  /** Output of production's did not come within the patience. */
  missing(feed: F): void;
  /** Production answered on this connection to what the replica did not take, because it had ended it. */
  untaken(feed: F): void;
  /** What the replica's processes are doing. */
  idleness(): Idleness;
  /** An abandoned connection has no records left in its lane. */
  idle(feed: F): void;
}

/**
 * Decides which records of the log may be delivered to the replica now.
 *
 * A delivery waits until the replica has produced all output that stands before it in its lane (see Lane). There are
 * no timers here: time is what `pump` is told, and only there is patience looked at.
 */
export class Gate<F extends GateFeed> {
  readonly #order: GateOrder;
  readonly #patienceUs: number;
  readonly #events: GateEvents<F>;
  readonly #lanes = new Map<string, Lane<F>>();
  readonly #waiting = new Set<Lane<F>>();
  readonly #awaitingTurn = new Set<Lane<F>>();
  #takesTurns = false;
  #lookedUs = -Infinity;
  #working = false;
  #dirty: Lane<F>[] = [];
  #items = 0;
  #bytes = 0;

  constructor(options: GateOptions, events: GateEvents<F>) {
    this.#order = options.order;
    this.#patienceUs = options.patienceUs;
    this.#events = events;
  }

  /** Records not done. */
  get items(): number {
    return this.#items;
  }
  /** Bytes of deliveries not made. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether a delivery waits for another connection's turn to end: `pump` is then wanted again soon. */
  get awaitsTurn(): boolean {
    return this.#awaitingTurn.size > 0;
  }

  /** From now on connections of one lane take turns (see Turn). */
  takeTurns(): void {
    this.#takesTurns = true;
  }

  /**
   * The lane for a new connection. Connections with one `key` (the same ends, one after the other) share it, so that
   * a later one is never dialled before all of an earlier one is done.
   */
  join(key: string): Lane<F> {
    const name = this.#order === 'strict' ? '' : key;
    let lane = this.#lanes.get(name);
    if (lane === undefined) this.#lanes.set(name, (lane = new Lane<F>()));
    lane.feeds += 1;
    return lane;
  }

  /** The connection that joined with `key` is over, and nothing of it is left in its lane. */
  leave(key: string): void {
    const name = this.#order === 'strict' ? '' : key;
    const lane = this.#lanes.get(name);
    if (lane === undefined) return;
    lane.feeds -= 1;
    if (lane.feeds <= 0 && lane.items.length === 0) this.#lanes.delete(name);
  }

  /** A record toward the replica. */
  deliver(feed: F, action: FeedAction, ticket: Ticket): void {
    if (action.kind === 'bytes') this.#bytes += action.bytes.length;
    this.#push(feed, { kind: 'deliver', feed, action, ticket });
  }

  /** Production had produced `upTo` bytes on this connection by here. */
  output(feed: F, upTo: number, ticket: Ticket): void {
    this.#push(feed, { kind: 'output', feed, upTo, ticket });
  }

  /** Production's output on this connection was over by here. */
  outputEnd(feed: F, ticket: Ticket): void {
    this.#push(feed, { kind: 'output-end', feed, ticket, forgiven: false });
  }

  /** The replica produced `bytes` more on this connection. */
  produced(feed: F, bytes: number): void {
    feed.produced += bytes;
    feed.unanswered = false;
    this.#progress(feed);
  }

  /** The replica ended its output on this connection. */
  outputEnded(feed: F): void {
    feed.outputEnded = true;
    if (feed.unanswered) this.#events.untaken(feed);
    this.#progress(feed);
  }

  /** Nothing more is delivered to this connection, and none of its output is waited for. */
  abandon(feed: F): void {
    feed.dead = true;
    this.#progress(feed);
  }

  /** The connection takes deliveries again. */
  release(feed: F): void {
    feed.busy = false;
    this.#progress(feed);
  }

  /** What was given up on has come after all. */
  reconcile(feed: F): void {
    feed.forgiven = 0;
  }

  /** Delivers all that may be delivered at this time, microseconds of any clock that does not go back. */
  pump(nowUs: number): void {
    for (const lane of this.#waiting) {
      if (lane.waitingSinceUs === undefined) this.#waiting.delete(lane);
      else if (this.#isPatienceOver(lane, nowUs - lane.waitingSinceUs, nowUs)) this.#forgive(lane);
    }
    for (const lane of this.#awaitingTurn) this.#touch(lane);
    while (this.#dirty.length > 0) {
      const lanes = this.#dirty;
      this.#dirty = [];
      for (const lane of lanes) {
        lane.dirty = false;
        this.#pumpLane(lane, nowUs);
      }
    }
  }

  /**
   * Output that differs already may be longer or shorter too, and to wait long for a last byte that does not exist would
   * help nobody. But most of it has production's length (a date, a number drawn by chance), and comes when the replica has
   * done its work: to go on before that would give up the order.
   */
  #isPatienceOver(lane: Lane<F>, waitedUs: number, nowUs: number): boolean {
    if (waitedUs >= this.#patienceUs) return true;
    if (lane.items.peek()?.feed.differs !== true || waitedUs < DIFFERING_PATIENCE_US) return false;
    return waitedUs >= DIFFERING_WORKING_PATIENCE_US || !this.#isWorking(nowUs);
  }

  #isWorking(nowUs: number): boolean {
    if (nowUs - this.#lookedUs >= WORKING_LOOK_US) {
      this.#lookedUs = nowUs;
      this.#working = this.#events.idleness() === 'busy';
    }
    return this.#working;
  }

  #push(feed: F, item: LaneItem<F>): void {
    const lane = feed.lane as Lane<F>;
    lane.items.push(item);
    feed.upcoming.push(item);
    this.#items += 1;
    if (lane.items.length === 1 || lane.turn?.feed === feed) this.#touch(lane);
  }

  #progress(feed: F): void {
    const lane = feed.lane as Lane<F>;
    if (lane.turn?.feed === feed) this.#touch(lane);
    if (lane.items.peek()?.feed !== feed) return;
    lane.waitingSinceUs = undefined;
    this.#touch(lane);
  }

  #touch(lane: Lane<F>): void {
    if (lane.dirty) return;
    lane.dirty = true;
    this.#dirty.push(lane);
  }

  #pumpLane(lane: Lane<F>, nowUs: number): void {
    for (let item = lane.items.peek(); item !== undefined; item = lane.items.peek()) {
      if (item.kind === 'deliver') {
        if (item.action.kind === 'bytes') item.feed.producedAtInput = item.feed.produced;
        if (!item.feed.dead) {
          if (item.feed.busy || !this.#hasTurn(lane, item, nowUs)) return;
          this.#hand(lane, item.feed, item.action);
          if (this.#takesTurns && item.action.kind === 'bytes')
            lane.turn = { feed: item.feed, from: item.feed.produced, sinceUs: nowUs };
        }
        if (item.action.kind === 'bytes') this.#bytes -= item.action.bytes.length;
      } else if (!isSatisfied(item)) {
        lane.waitingSinceUs ??= nowUs;
        this.#waiting.add(lane);
        return;
      } else if (isUnanswered(item)) this.#unanswered(item.feed);
      lane.items.shift();
      lane.waitingSinceUs = undefined;
      this.#items -= 1;
      item.ticket.done();
      item.feed.upcoming.shift();
      if (item.feed.dead && item.feed.upcoming.length === 0) this.#events.idle(item.feed);
    }
  }

  /** Either may come first: that it ended, or that production answered where it does not. */
  #unanswered(feed: F): void {
    feed.unanswered = true;
    if (feed.dead || feed.outputEnded) this.#events.untaken(feed);
  }

  #hasTurn(lane: Lane<F>, item: Extract<LaneItem<F>, { kind: 'deliver' }>, nowUs: number): boolean {
    // A dial is answered by the kernel; no program has to come to it first.
    if (lane.turn === undefined || item.action.kind === 'dial') return true;
    if (lane.turn.feed !== item.feed && !isTurnOver(lane.turn, nowUs, () => this.#events.idleness())) {
      this.#awaitingTurn.add(lane);
      return false;
    }
    this.#awaitingTurn.delete(lane);
    lane.turn = undefined;
    return true;
  }

  #hand(lane: Lane<F>, feed: F, action: FeedAction): void {
    if (lane.forgave) {
      lane.forgave = false;
      this.#events.late(feed);
    }
    if (!this.#events.deliver(feed, action)) feed.busy = true;
  }

  /** Gives up on all output that the next delivery of this lane waits for (or on all there is, when none does). */
  #forgive(lane: Lane<F>): void {
    lane.waitingSinceUs = undefined;
    lane.forgave = true;
    for (let index = 0; ; index += 1) {
      const item = lane.items.at(index);
      if (item === undefined || (item.kind === 'deliver' && !item.feed.dead)) break;
      if (item.kind === 'deliver' || isSatisfied(item)) continue;
      if (item.kind === 'output') item.feed.forgiven = item.upTo - item.feed.produced;
      else item.forgiven = true;
      this.#events.missing(item.feed);
    }
    this.#touch(lane);
  }
}
