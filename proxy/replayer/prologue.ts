import type { ConnectionTuple, LogRecord } from '../log/mod.js';
import type { CarriedConnection, CutPlan } from './carried-connection.js';
import { connectionKey } from './connection-key.js';
import type { Feed } from './feed.js';
import { FreezeInstant } from './freeze-instant.js';
import type { Ticket } from './lane.js';
import type { Fate, Router } from './router.js';
import { sequenceAdd, sequenceDistance } from './sequence.js';

/** A connection of the log, as long as it is not known what it is to the cut. */
interface Candidate {
  readonly number: number;
  readonly tuple: ConnectionTuple;
  /** Who dialled; undefined when that was before the log begins. */
  readonly dialler: 'in' | 'out' | undefined;
  readonly openedUs: number;
  /** The connection of the cut that it may be. */
  carried: CarriedConnection | undefined;
  /** First thing that the container's program did on it, or the end of it all, microseconds. */
  actedUs: number;
  /** Another connection between the same ends came later, still before the freeze. */
  superseded: boolean;
  /** The container had ended it when the log begins. */
  readonly endedOut: boolean;
}

interface Held {
  readonly record: LogRecord;
  readonly ticket: Ticket;
}

/**
 * The part of the log before production ran again. What a connection there is to the cut can only be said once all of
 * it has been read (its ends may be those of an earlier connection, it may end before the freeze), so it is held
 * until then, but for what the cut holds already.
 */
export class Prologue {
  readonly #plan: CutPlan;
  readonly #router: Router;
  readonly #feeds: ReadonlyMap<string, Feed>;
  readonly #carried: ReadonlyMap<string, CarriedConnection>;
  readonly #instant: FreezeInstant;
  readonly #candidates = new Map<number, Candidate>();
  readonly #current = new Map<string, Candidate>();
  #held: Held[] = [];
  #bytes = 0;
  #settled = false;
  #readsRecorded = false;

  /** `feeds`: the connections of the cut, by key. */
  constructor(plan: CutPlan, feeds: ReadonlyMap<string, Feed>, router: Router) {
    this.#plan = plan;
    this.#router = router;
    this.#feeds = feeds;
    this.#carried = new Map(plan.connections.map((connection) => [connection.key, connection]));
    this.#instant = new FreezeInstant(plan.frozenAtUs, plan.resumedAtUs);
  }

  get settled(): boolean {
    return this.#settled;
  }
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether the record was taken; if not, production ran again when it was captured: settle, and route it. */
  take(record: LogRecord, ticket: Ticket): boolean {
    if (this.#settled || (record.kind !== 'mark' && record.timeUs > this.#plan.resumedAtUs)) return false;
    if (record.kind === 'read') {
      this.#readsRecorded = true;
      // What was read before the freeze is in the replica's memory; such a read lets nothing through that came later.
      if (record.timeUs < this.#plan.frozenAtUs) {
        ticket.done();
        return true;
      }
    }
    if (record.kind === 'open' || record.kind === 'seen') this.#meet(record);
    const candidate = this.#candidates.get(record.connection);
    if (candidate !== undefined) this.#note(candidate, record);
    if (candidate === undefined || isInCut(candidate.carried, record)) ticket.done();
    else {
      this.#held.push({ record, ticket });
      if (record.kind === 'data') this.#bytes += record.bytes.length;
    }
    return true;
  }

  /** All that was captured until production ran again has been read: decides, and routes what was held. */
  settle(nowUs: number): void {
    if (this.#settled) return;
    this.#settled = true;
    for (const candidate of this.#candidates.values()) {
      const fate = this.#fate(candidate);
      if (fate !== undefined) this.#router.bind(candidate.number, fate);
    }
    const held = this.#held;
    this.#held = [];
    this.#bytes = 0;
    this.#candidates.clear();
    this.#current.clear();
    if (this.#readsRecorded) this.#router.orderByReads();
    for (const connection of this.#plan.connections) {
      const feed = this.#feeds.get(connection.key);
      if (feed !== undefined) this.#router.unread(feed, connection.unread, this.#plan.resumedAtUs);
    }
    for (const { record, ticket } of held) this.#router.route(record, ticket, nowUs);
  }

  #meet(record: Extract<LogRecord, { kind: 'open' | 'seen' }>): void {
    if (this.#candidates.has(record.connection)) return;
    const key = connectionKey(record.tuple);
    const opened = record.kind === 'open';
    const candidate: Candidate = {
      number: record.connection,
      tuple: record.tuple,
      dialler: opened ? record.direction : undefined,
      openedUs: opened ? record.timeUs : -Infinity,
      carried: undefined,
      actedUs: Infinity,
      superseded: false,
      endedOut: !opened && record.endedOut,
    };
    this.#candidates.set(record.connection, candidate);
    const earlier = this.#current.get(key);
    // During the freeze nothing new gets in: the one in the cut is the one that was there.
    if (earlier !== undefined && opened && record.timeUs >= this.#plan.frozenAtUs && earlier.carried) return;
    if (earlier !== undefined) {
      earlier.superseded = true;
      earlier.carried = undefined;
    }
    this.#current.set(key, candidate);
    const carried = this.#carried.get(key);
    if (carried !== undefined && (!opened || opensBefore(record, carried))) candidate.carried = carried;
  }

  #note(candidate: Candidate, record: LogRecord): void {
    const byContainer =
      (record.kind === 'data' || record.kind === 'end' || record.kind === 'reset') &&
      record.direction === 'out';
    if (byContainer) this.#instant.spoke(record.timeUs);
    if (byContainer || record.kind === 'reset')
      candidate.actedUs = Math.min(candidate.actedUs, record.timeUs);
  }

  /** Undefined: its `open` record makes it a dialled connection. */
  #fate(candidate: Candidate): Fate | undefined {
    if (candidate.carried !== undefined) return this.#feeds.get(candidate.carried.key);
    if (candidate.superseded || candidate.endedOut) return 'over';
    const instant = this.#instant.us;
    if (candidate.dialler === 'out') return candidate.openedUs < instant ? 'over' : undefined;
    // A program that had dealt with it before the freeze still held it, or was done with it.
    if (candidate.actedUs < instant) return 'over';
    return candidate.dialler === undefined ? 'unknown' : undefined;
  }
}

/** Whether the connection that `open` begins can have come to the point at which it was cut. */
function opensBefore(open: Extract<LogRecord, { kind: 'open' }>, carried: CarriedConnection): boolean {
  const cut = open.direction === 'in' ? carried.inStart : carried.outStart;
  return sequenceDistance(open.seq, cut) >= 0;
}

/** Whether the images hold all of this record. */
function isInCut(carried: CarriedConnection | undefined, record: LogRecord): boolean {
  if (carried === undefined || record.kind !== 'data') return false;
  const start =
    record.direction === 'in' ? sequenceAdd(carried.inStart, carried.unread.length) : carried.outStart;
  return sequenceDistance(sequenceAdd(record.seq, record.bytes.length), start) >= 0;
}
