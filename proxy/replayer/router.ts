import type {
  ConnectionTuple,
  DataRecord,
  GapRecord,
  LogRecord,
  OpenRecord,
  SeenRecord,
} from '../log/mod.js';
import { connectionKey } from './connection-key.js';
import type { WaitingConnection } from './carried-connection.js';
import type { Feed } from './feed.js';
import type { FeedTable } from './feed-table.js';
import type { Fidelity } from './fidelity.js';
import type { Gate } from './gate.js';
import { UNCOUNTED, type Ticket } from './lane.js';
import { isWhole, type Opening } from './opening.js';
import type { ReadOrder } from './read-order.js';
import { sequenceAdd, sequenceDistance } from './sequence.js';
import type { Verdicts } from './verdicts.js';

/**
 * What becomes of a connection of the log: it is fed; or it is `over` (dealt with before the cut, or a dial that the
 * container made itself and cannot be answered yet); or its beginning is not in the log (`unknown`).
 */
export type Fate = Feed | 'over' | 'outgoing' | 'unknown';

export interface RouterParts {
  readonly feeds: FeedTable;
  readonly gate: Gate<Feed>;
  readonly order: ReadOrder;
  readonly verdicts: Verdicts;
  readonly fidelity: Fidelity;
  /** Keys of the connections that production's kernel knew at the freeze, but for those of which it had the dial alone. */
  readonly known: ReadonlySet<string>;
  /** Keys of these. */
  readonly dialling: ReadonlySet<string>;
}

/** Takes the records of the log after the cut, in order, to the connections they belong to. */
export class Router {
  readonly #parts: RouterParts;
  readonly #fates = new Map<number, Fate>();
  readonly #openings = new Map<number, Opening>();
  /** The log lacks nothing so far: no dial since the freeze can have been missed. */
  #whole = true;

  constructor(parts: RouterParts) {
    this.#parts = parts;
  }

  /** Connection `number` of the log is this. */
  bind(number: number, fate: Fate): void {
    this.#fates.set(number, fate);
  }

  /** `nowUs` is the replayer's own clock. */
  route(record: LogRecord, ticket: Ticket, nowUs: number): void {
    if (record.kind === 'mark') return ticket.done();
    if (record.kind === 'gap') this.#whole = false;
    if (record.kind === 'open') return this.#open(record, ticket);
    if (record.kind === 'seen') this.#seen(record);
    if (record.kind === 'gap' && record.connection === 0) {
      this.#lostSomewhere(record.gapBytes);
      return ticket.done();
    }
    const opening = this.#openings.get(record.connection);
    if (opening !== undefined) return this.#answer(opening, record, ticket, nowUs);
    const fate = this.#fates.get(record.connection);
    if (fate === undefined || typeof fate === 'string') {
      this.#unfed(record, fate);
      return ticket.done();
    }
    const { feeds } = this.#parts;
    this.#forFeed(fate, record, ticket, nowUs);
    if (!fate.logOver) return;
    this.#fates.delete(record.connection);
    feeds.retire(fate);
  }

  /** Something is missing in the log behind the mark. */
  lostSight(): void {
    this.#whole = false;
  }

  /**
   * Whether production's kernel may yet take from its first byte what the log first tells of in its middle. It knew nothing of it at
   * the freeze but perhaps its dial, nothing has come from there, and since then no dial was missed: then it begins there (see isWhole), or not at all.
   */
  #mayBegin({ tuple, nextIn, nextOut, endedIn, endedOut }: SeenRecord): boolean {
    const isKnown = this.#parts.known.has(connectionKey(tuple));
    return this.#whole && !isKnown && nextIn !== undefined && nextOut === undefined && !endedIn && !endedOut;
  }

  /** Whether production's kernel had nothing of it at the freeze but the dial. */
  #isDialling(tuple: ConnectionTuple): boolean {
    return this.#parts.dialling.has(connectionKey(tuple));
  }

  /** The log tells in which order production's program read. */
  orderByReads(): void {
    this.#parts.order.begin();
  }

  /** What a connection of the cut had got before the freeze, and production's program read only later. */
  unread(feed: Feed, bytes: Uint8Array, timeUs: number): void {
    if (bytes.length > 0)
      this.#parts.order.deliver(feed, { kind: 'bytes', bytes }, UNCOUNTED, feed.nextIn, timeUs);
  }

  /** Part of the log is missing: every connection in it may lack bytes. */
  breakAll(reason: string): void {
    for (const feed of this.#parts.feeds.all()) {
      if (!feed.logOver)
        this.#break(feed, `${reason}; ${feed.key} is fed no further than byte ${feed.inOffset}`, 0);
    }
    this.#parts.order.flushAll();
    this.#parts.fidelity.unfaithful(reason);
    this.#whole = false;
    this.#fates.clear();
    this.#openings.clear();
  }

  /**
   * A connection that production's program had not accepted at the freeze, and whose dial is not in the log. `nextIn`: number
   * of its first byte, if that is known; `ended`: its client had ended its direction, and the log does not tell.
   */
  dialWaiting(
    { local, remote }: WaitingConnection,
    nextIn: number | undefined,
    ended: boolean,
    timeUs: number,
  ): Feed {
    const feed = this.#dial({ local, remote }, nextIn === undefined ? {} : { in: nextIn }, UNCOUNTED, timeUs);
    if (!ended) return feed;
    feed.inEnded = true;
    this.#parts.order.deliver(feed, { kind: 'end' }, UNCOUNTED, undefined, timeUs);
    return feed;
  }

  /** What came on a connection before the tap began, and was not accepted at the freeze, is nowhere. */
  lostWaiting({ key, unreadBytes }: WaitingConnection): void {
    this.#parts.fidelity.lost(unreadBytes);
    this.#parts.fidelity.unfaithful(
      `${key} had not been accepted at the freeze, and what came on it (${unreadBytes} bytes) is not in the log`,
    );
  }

  #open(record: OpenRecord, ticket: Ticket): void {
    const { connection, direction, tuple, seq } = record;
    if (!this.#fates.has(connection)) {
      if (direction === 'out') this.#fates.set(connection, 'outgoing');
      else if (!this.#openings.has(connection))
        this.#openings.set(connection, { tuple, seq, unseen: false, held: [] });
    }
    ticket.done();
  }

  /** The replica is dialled when production's end answers: what it never answers, no program there ever saw. */
  #answer(opening: Opening, record: LogRecord, ticket: Ticket, nowUs: number): void {
    const { connection, kind } = record;
    if (kind === 'accept' && isWhole(opening)) {
      this.#openings.delete(connection);
      const first = { in: opening.seq, out: record.seq };
      this.#fates.set(connection, this.#dial(opening.tuple, first, ticket, record.timeUs));
      // It begins to wait for a read now.
      for (const held of opening.held) this.route({ ...held, timeUs: record.timeUs }, UNCOUNTED, nowUs);
      return;
    }
    if (kind === 'reset') this.#openings.delete(connection);
    else opening.held.push(record);
    const isTaken = (kind === 'data' || kind === 'end') && record.direction === 'out';
    if (kind === 'accept' || kind === 'gap' || isTaken) {
      this.#openings.delete(connection);
      this.#fates.set(connection, 'unknown');
      for (const held of opening.held) this.route(held, UNCOUNTED, nowUs);
    }
    ticket.done();
  }

  #dial(
    tuple: ConnectionTuple,
    first: { readonly in?: number; readonly out?: number },
    ticket: Ticket,
    timeUs: number,
  ): Feed {
    const { feeds, order } = this.#parts;
    const feed = feeds.dial(tuple, first);
    order.deliver(feed, { kind: 'dial' }, ticket, undefined, timeUs);
    // A dial is answered by the kernel: it does not wait for the program to read anything.
    order.flush(feed);
    return feed;
  }

  #seen(record: SeenRecord): void {
    const opening = this.#openings.get(record.connection);
    // Told again: its client has said again what came before the first that was seen.
    if (
      opening !== undefined &&
      record.nextIn !== undefined &&
      sequenceDistance(record.nextIn, opening.seq) > 0
    )
      opening.seq = record.nextIn;
    if (opening !== undefined || this.#fates.has(record.connection)) return;
    // Idle since before the tap began, or described anew by another tap: known by its ends alone.
    const { connection, tuple, nextIn } = record;
    const feed = this.#parts.feeds.latest(connectionKey(tuple));
    if (feed === undefined && this.#mayBegin(record))
      this.#openings.set(connection, { tuple, seq: nextIn!, unseen: !this.#isDialling(tuple), held: [] });
    else this.#fates.set(connection, feed !== undefined && !feed.logOver ? feed : 'unknown');
  }

  #unfed(record: LogRecord, fate: Fate | undefined): void {
    if (fate === 'outgoing' && record.kind === 'accept') {
      this.#parts.fidelity.unfaithful(
        'production reached another service over a new connection; the replica cannot',
      );
    }
    // A gap where the tap gave it up, as when its ends are used again, is no sign that anything was said.
    if (fate !== 'unknown' || record.kind !== 'data') return;
    // What production says here it says to something that came before the log begins, and that its images do not hold either:
    // a kernel short of room (SYN cookies) knows nothing of a connection until its client sends again.
    if (record.direction === 'in') this.#parts.fidelity.lost(record.bytes.length);
    this.#parts.fidelity.unfaithful(`the beginning of connection ${record.connection} is not in the log`);
  }

  #forFeed(feed: Feed, record: LogRecord, ticket: Ticket, nowUs: number): void {
    const { order, gate, verdicts } = this.#parts;
    switch (record.kind) {
      case 'seen':
        this.#resume(feed, record, nowUs);
        return ticket.done();
      case 'read':
        order.read(feed, record.seq, record.timeUs);
        return ticket.done();
      case 'gap':
        this.#gap(feed, record);
        return ticket.done();
      case 'data':
        if (record.direction === 'in') this.#input(feed, record, ticket);
        else this.#output(feed, record, ticket, nowUs);
        return;
      case 'end':
        if (record.direction === 'in') return this.#inputEnd(feed, record.seq, ticket, record.timeUs);
        order.flush(feed);
        feed.outEnded = true;
        verdicts.judge(feed, nowUs);
        if (feed.broken) this.#finishBroken(feed, ticket);
        else gate.outputEnd(feed, ticket);
        return;
      case 'reset':
        return this.#reset(feed, record.direction, ticket, nowUs);
      case 'accept':
        // Answered anew: the first answer was taken by nobody.
        if (record.direction === 'out' && !feed.carried && feed.outOffset === 0) feed.nextOut = record.seq;
        return ticket.done();
      default:
        return ticket.done();
    }
  }

  #input(feed: Feed, record: DataRecord, ticket: Ticket): void {
    const ahead = sequenceDistance((feed.nextIn ??= record.seq), record.seq);
    if (ahead > 0 && !feed.broken) this.#break(feed, holeReason(feed, ahead), ahead);
    if (feed.broken) {
      this.#parts.fidelity.lost(record.bytes.length);
      return ticket.done();
    }
    const bytes = ahead === 0 ? record.bytes : record.bytes.subarray(Math.min(-ahead, record.bytes.length));
    if (bytes.length === 0 || feed.inEnded) return ticket.done();
    feed.nextIn = sequenceAdd(feed.nextIn, bytes.length);
    feed.inOffset += bytes.length;
    this.#parts.order.deliver(feed, { kind: 'bytes', bytes }, ticket, feed.nextIn, record.timeUs);
  }

  #output(feed: Feed, record: DataRecord, ticket: Ticket, nowUs: number): void {
    if (feed.broken || feed.outEnded) return ticket.done();
    const ahead = sequenceDistance((feed.nextOut ??= record.seq), record.seq);
    if (ahead > 0) this.#skipOutput(feed, ahead);
    const bytes = ahead >= 0 ? record.bytes : record.bytes.subarray(Math.min(-ahead, record.bytes.length));
    if (bytes.length === 0) return ticket.done();
    feed.nextOut = sequenceAdd(feed.nextOut, bytes.length);
    feed.outOffset += bytes.length;
    feed.comparison.expect(bytes);
    if (this.#parts.verdicts.judge(feed, nowUs)) this.#parts.gate.reconcile(feed);
    this.#parts.gate.output(feed, feed.outOffset, ticket);
  }

  #inputEnd(feed: Feed, seq: number, ticket: Ticket, timeUs: number): void {
    if (feed.inEnded) return ticket.done();
    const ahead = sequenceDistance((feed.nextIn ??= seq), seq);
    if (ahead > 0 && !feed.broken) this.#break(feed, holeReason(feed, ahead), ahead);
    feed.inEnded = true;
    if (feed.broken) this.#finishBroken(feed, ticket);
    else this.#parts.order.deliver(feed, { kind: 'end' }, ticket, undefined, timeUs);
  }

  #reset(feed: Feed, direction: 'in' | 'out', ticket: Ticket, nowUs: number): void {
    const { order, gate, verdicts } = this.#parts;
    order.flush(feed);
    feed.inEnded = true;
    feed.outEnded = true;
    if (feed.broken) return this.#finishBroken(feed, ticket);
    if (direction === 'in') gate.deliver(feed, { kind: 'reset' }, ticket);
    else gate.outputEnd(feed, ticket);
    verdicts.judge(feed, nowUs);
  }

  /** A connection that is fed no more ends by a reset: a clean end would say that it had got everything. */
  #finishBroken(feed: Feed, ticket: Ticket): void {
    if (!feed.logOver) return ticket.done();
    this.#parts.gate.deliver(feed, { kind: 'reset' }, ticket);
  }

  /** What a mark says of a connection from the cut: bytes that came before it are not in what is read of the log. */
  #resume(feed: Feed, record: SeenRecord, nowUs: number): void {
    if (feed.broken) return;
    if (record.nextIn !== undefined && !feed.inEnded) {
      const ahead = sequenceDistance((feed.nextIn ??= record.nextIn), record.nextIn);
      if (ahead > 0) this.#break(feed, holeReason(feed, ahead), ahead);
    }
    if (feed.inOffset > 0 || feed.outOffset > 0 || feed.outEnded) return;
    if (record.nextOut === undefined || feed.nextOut === undefined) return;
    const ahead = sequenceDistance(feed.nextOut, record.nextOut);
    if (ahead <= 0) return;
    feed.comparison.skip(ahead);
    feed.outOffset += ahead;
    feed.nextOut = record.nextOut;
    this.#parts.verdicts.judge(feed, nowUs);
  }

  #gap(feed: Feed, record: GapRecord): void {
    const inward = record.direction === 'in';
    const next = (inward ? feed.nextIn : feed.nextOut) ?? record.seq;
    const size = Math.max(1, Math.min(record.gapBytes, 0x7fff_ffff));
    const ahead = sequenceDistance(next, sequenceAdd(record.seq, size));
    if (feed.broken || ahead <= 0) return;
    if (inward) this.#break(feed, holeReason(feed, record.gapBytes), Math.min(ahead, record.gapBytes));
    else this.#skipOutput(feed, record.gapBytes === 0 ? 0 : ahead);
  }

  /** Of which connections is not known: those that can be told have gaps of their own. */
  #lostSomewhere(bytes: number): void {
    const { fidelity } = this.#parts;
    fidelity.lost(bytes);
    const size = bytes > 0 ? `${bytes} bytes` : 'packets';
    fidelity.unfaithful(`${size} of connections that cannot be told apart are not in the log`);
  }

  /** Production's output is not known from here on; the gate still counts it. */
  #skipOutput(feed: Feed, bytes: number): void {
    feed.comparison.expectNothingMore();
    feed.nextOut = sequenceAdd(feed.nextOut ?? 0, bytes);
    feed.outOffset += bytes;
  }

  #break(feed: Feed, reason: string, bytes: number): void {
    if (feed.broken) return;
    this.#parts.order.flush(feed);
    feed.broken = true;
    feed.comparison.expectNothingMore();
    if (bytes > 0) this.#parts.fidelity.lost(bytes);
    this.#parts.fidelity.unfaithful(reason);
  }
}

function holeReason(feed: Feed, bytes: number): string {
  const size = bytes > 0 ? `${bytes} bytes` : 'an unknown number of bytes';
  return `${feed.key}: ${size} from byte ${feed.inOffset} toward the instance are not in the log`;
}
