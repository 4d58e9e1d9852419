import type { ConnectionTuple, LogRecord } from '../log/mod.js';
import type { CarriedConnection, CutPlan, WaitingConnection } from './carried-connection.js';
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
  /** Its next byte when the log begins, if that is known. */
  readonly nextIn: number | undefined;
  readonly held: Held[];
}

interface Held {
  /** Its place in the log. */
  readonly place: number;
  readonly record: LogRecord;
  readonly ticket: Ticket;
}

/**
 * The part of the log before production ran again. What a connection there is to the cut can only be said once all of
 * it has been read (its ends may be those of an earlier connection), so it is held until then: but for what the cut
 * holds already, and for connections that the container had dealt with when it was frozen, which may be many.
 */
export class Prologue {
  readonly #plan: CutPlan;
  readonly #router: Router;
  readonly #feeds: ReadonlyMap<string, Feed>;
  readonly #carried: ReadonlyMap<string, CarriedConnection>;
  readonly #waiting: ReadonlyMap<string, WaitingConnection>;
  readonly #instant: FreezeInstant;
  readonly #candidates = new Map<number, Candidate>();
  readonly #current = new Map<string, Candidate>();
  #places = 0;
  #bytes = 0;
  #settled = false;
  #readsRecorded = false;

  /** `feeds`: the connections of the cut, by key. */
  constructor(plan: CutPlan, feeds: ReadonlyMap<string, Feed>, router: Router) {
    this.#plan = plan;
    this.#router = router;
    this.#feeds = feeds;
    this.#carried = new Map(plan.connections.map((connection) => [connection.key, connection]));
    this.#waiting = new Map(plan.waiting.map((connection) => [connection.key, connection]));
    this.#instant = new FreezeInstant(plan.frozenAtUs, plan.resumedAtUs);
  }

  get settled(): boolean {
    return this.#settled;
  }
  get bytes(): number {
    return this.#bytes;
  }

  /** A record from before the mark: of use only if its connection has been waiting since then to be accepted. */
  recall(record: LogRecord, ticket: Ticket): void {
    if (record.kind === 'open' && this.#waiting.has(connectionKey(record.tuple))) this.#meet(record);
    const candidate = this.#candidates.get(record.connection);
    if (candidate === undefined || record.kind === 'read') ticket.done();
    else this.#hold(candidate, record, ticket);
  }

  /** What was recalled does not lead to the mark. */
  forgetRecalled(): void {
    if (this.#settled) return;
    for (const candidate of this.#candidates.values()) this.#release(candidate);
    this.#candidates.clear();
    this.#current.clear();
  }

  /** Whether the record was taken; if not, production ran again when it was captured: settle, and route it. */
  take(record: LogRecord, ticket: Ticket): boolean {
    if (this.#settled || (record.kind !== 'mark' && record.timeUs > this.#plan.resumedAtUs)) return false;
    if (record.kind === 'gap') this.#router.lostSight();
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
    else if (this.#isOver(candidate)) {
      this.#release(candidate);
      ticket.done();
    } else this.#hold(candidate, record, ticket);
    return true;
  }

  /** All that was captured until production ran again has been read: decides, and routes what was held. */
  settle(nowUs: number): void {
    if (this.#settled) return;
    this.#settled = true;
    if (this.#readsRecorded) this.#router.orderByReads();
    const candidates = [...this.#candidates.values()];
    for (const candidate of candidates) {
      const fate = this.#fate(candidate);
      if (fate !== undefined) this.#router.bind(candidate.number, fate);
    }
    for (const [key, connection] of this.#waiting) {
      // Of the others the log has heard, or will hear by their ends.
      if (!this.#current.has(key) && !connection.opening) this.#dialWaiting(connection, undefined);
    }
    const held = candidates.flatMap((candidate) => candidate.held).sort((a, b) => a.place - b.place);
    this.#bytes = 0;
    this.#candidates.clear();
    this.#current.clear();
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
      nextIn: opened ? record.seq : record.nextIn,
      held: [],
    };
    this.#candidates.set(record.connection, candidate);
    const earlier = this.#current.get(key);
    // During the freeze nothing new gets in: the one in the cut is the one that was there.
    const wasThere = earlier?.carried !== undefined || (earlier !== undefined && this.#waiting.has(key));
    if (wasThere && opened && record.timeUs >= this.#plan.frozenAtUs) return;
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

  #hold(candidate: Candidate, record: LogRecord, ticket: Ticket): void {
    candidate.held.push({ place: this.#places, record, ticket });
    this.#places += 1;
    if (record.kind === 'data') this.#bytes += record.bytes.length;
  }

  /** Holds nothing of it any more. */
  #release(candidate: Candidate): void {
    for (const { record, ticket } of candidate.held.splice(0)) {
      if (record.kind === 'data') this.#bytes -= record.bytes.length;
      ticket.done();
    }
  }

  /** Certain already: whatever else the log tells, the replica's memory has nothing of it, or all. */
  #isOver(candidate: Candidate): boolean {
    if (candidate.carried !== undefined || this.#waiting.has(connectionKey(candidate.tuple))) return false;
    const beganUs = candidate.dialler === 'out' ? candidate.openedUs : candidate.actedUs;
    return beganUs < this.#plan.frozenAtUs;
  }

  /** Dials a connection whose dial is not in the log; undefined when the log has not all that came on it. */
  #dialWaiting(connection: WaitingConnection, candidate: Candidate | undefined): Feed | undefined {
    let [bytes, ended] = [0, false];
    for (const { record } of candidate?.held ?? []) {
      if (record.kind === 'data' && record.direction === 'in') bytes += record.bytes.length;
      if (record.kind === 'end' && record.direction === 'in') ended = true;
    }
    if (bytes < connection.unreadBytes) {
      this.#router.lostWaiting(connection);
      return undefined;
    }
    const endIsKnown = ended || !connection.peerEnded;
    return this.#router.dialWaiting(connection, candidate?.nextIn, !endIsKnown, this.#plan.resumedAtUs);
  }

  /** Undefined: its `open` record makes it a dialled connection, or its `seen` record one that may begin yet. */
  #fate(candidate: Candidate): Fate | undefined {
    if (candidate.carried !== undefined) return this.#feeds.get(candidate.carried.key);
    if (candidate.superseded || candidate.endedOut) return 'over';
    const waiting = this.#waiting.get(connectionKey(candidate.tuple));
    if (waiting !== undefined) {
      if (candidate.dialler === 'in' || waiting.opening) return undefined;
      return this.#dialWaiting(waiting, candidate) ?? 'over';
    }
    const instant = this.#instant.us;
    if (candidate.dialler === 'out') return candidate.openedUs < instant ? 'over' : undefined;
    // A program that had dealt with it before the freeze still held it, or was done with it.
    if (candidate.actedUs < instant) return 'over';
    return candidate.dialler === undefined && this.#wasTaken(candidate) ? 'unknown' : undefined;
  }

  /** Whether production's kernel had it before the freeze. */
  #wasTaken({ held }: Candidate): boolean {
    return held.some(({ record }) => record.kind === 'accept' && record.timeUs < this.#plan.frozenAtUs);
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
