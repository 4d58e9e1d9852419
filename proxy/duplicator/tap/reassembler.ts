import type { Direction } from '../../log/mod.js';
import { ClosedConnections, isNewLife } from './closed-connections.js';
import { Connection, opposite, type Ends, type Stream } from './connection.js';
import { describeConnections } from './describe-connections.js';
import { ConnectionTable } from './connection-table.js';
import { Handshakes } from './handshakes.js';
import { HeldSegments, HoldBudget } from './held-segments.js';
import { OddPackets } from './odd-packets.js';
import { DEFAULT_LIMITS, type ReassemblerLimits } from './reassembler-limits.js';
import type { RecordSink } from './record-sink.js';
import { meaningOf } from './resets.js';
import { seqDistance, TcpFlag, WINDOW, type Segment } from './segment.js';
import { SilenceMeter } from './silence-meter.js';
import { Untaken } from './untaken.js';

/** A dial so soon behind a loss may be a copy of one that was missed. */
const COPY_US = 10_000_000;

/**
 * Puts the segments of every connection in order and tells the sink what each end sent. Pure: it knows only the
 * segments it is given and their times.
 *
 * What was decided where TCP leaves room:
 * - Bytes are recorded when they are first seen in order on the wire, whether or not the receiver takes them. What it
 *   does not take is sent again with the same numbers and dropped here, or never matters: then the connection is reset.
 *   Only the first bytes of a client wait until the receiver has taken anything (see Untaken).
 * - A hole is a loss of the tap only when the other end has acknowledged what is missing. Until then it is a segment
 *   that is late or lost before the tap, and will come.
 * - The instance's acknowledgements are believed. Its peers' are believed only if the tap may have lost something since
 *   the connection began, or soon before: a peer that acknowledges what was never sent must not spoil the log.
 * - A reset counts where the receiver would take it (RFC 5961). One sent by the instance always does: its socket is gone.
 *   Segments after a reset, of either side, are counted and dropped: no program gets their bytes.
 * - A direction picked up in the middle starts with the first bytes seen, or what the other end has acknowledged.
 */
export class Reassembler {
  readonly odd = new OddPackets();
  readonly silence: SilenceMeter;
  readonly table = new ConnectionTable();
  readonly #sink: RecordSink;
  readonly #limits: ReassemblerLimits;
  readonly #budget: HoldBudget;
  readonly #handshakes: Handshakes;
  readonly #untaken: Untaken;
  readonly #closed: ClosedConnections;
  #numbers = 0;
  #live = 0;
  #nowUs = 0;
  #losses = 0;
  #lostUs = -COPY_US;
  #retransmits = 0;

  /** `servicePorts`: those the instance serves, as far as they are known. */
  constructor(
    sink: RecordSink,
    limits: ReassemblerLimits = DEFAULT_LIMITS,
    servicePorts?: readonly number[],
  ) {
    this.#sink = sink;
    this.silence = new SilenceMeter(servicePorts);
    this.#limits = limits;
    this.#closed = new ClosedConnections(this.table, limits.overUs, limits.overConnections);
    this.#budget = new HoldBudget(limits.heldBytes, limits.heldBytesPerDirection);
    this.#handshakes = new Handshakes({
      create: (segment, dialler) => this.#create(segment, dialler),
      replace: (connection) => this.#replace(connection),
      deliver: (connection, direction, segment) => this.#data(connection, direction, segment),
      sink,
      silence: this.silence,
    });
    this.#untaken = new Untaken({
      sink,
      deliverHeld: (connection) => this.#deliverHeld(connection, 'in', connection.in),
    });
  }

  /** Connections that are not over. */
  get connections(): number {
    return this.#live;
  }
  /** Segments that held nothing new. */
  get retransmits(): number {
    return this.#retransmits;
  }
  /** Bytes held for their turn, with their cost. */
  get heldBytes(): number {
    return this.#budget.bytes;
  }
  /** The time of the last segment, CLOCK_MONOTONIC µs. */
  get nowUs(): number {
    return this.#nowUs;
  }

  /** Makes the time at least this, and answers what it is. */
  passTime(timeUs: number): number {
    this.#nowUs = Math.max(this.#nowUs, timeUs);
    return this.#nowUs;
  }

  /** The tap may have missed packets: from now on acknowledgements of what was not seen are believed. */
  noteLoss(): void {
    this.#losses += 1;
    this.#lostUs = this.#nowUs;
  }

  /** One segment, in the order of the wire. Its time is taken as no earlier than those before. */
  segment(segment: Segment, timeUs: number): void {
    if (timeUs > this.#nowUs) this.#nowUs = timeUs;
    this.#closed.expire(this.#nowUs);
    let connection = this.table.find(segment.key, segment.hash);
    if (segment.has(TcpFlag.syn)) {
      this.#handshakes.segment(connection, segment, this.#nowUs);
      return;
    }
    if (connection?.over === true) {
      if (!isNewLife(connection, segment, this.#hasMissed(connection))) {
        // The acknowledgement of the last FIN is nothing odd.
        if (segment.payloadBytes > 0 || segment.has(TcpFlag.fin | TcpFlag.rst)) this.odd.count('after-close');
        return;
      }
      this.table.remove(connection);
      connection = undefined;
    }
    connection ??= this.#pickUp(segment);
    if (connection === undefined) return;
    connection.lastUs = this.#nowUs;
    const { direction } = segment;
    if (segment.has(TcpFlag.rst)) {
      this.#resetSegment(connection, direction, segment);
      return;
    }
    if (!segment.has(TcpFlag.ack)) {
      this.odd.count('no-ack');
      return;
    }
    const speaks = segment.payloadBytes > 0 || segment.has(TcpFlag.fin);
    if (!this.#acknowledged(connection, direction, segment.ack, speaks)) {
      this.odd.count('impossible-ack');
      return;
    }
    if (speaks) this.#data(connection, direction, segment);
  }

  /** A connection known by nothing but a read of the instance's program: what was read had arrived before the tap began. */
  meet(ends: Ends): Connection {
    const connection = this.#create(ends, undefined);
    this.#sink.seen(connection, this.#nowUs);
    return connection;
  }

  /** The instance's program has read the bytes before `to`. */
  read(connection: Connection, to: number): void {
    this.#untaken.heard(connection, to, false, this.#nowUs);
    this.#sink.read(connection, this.#nowUs, to);
  }

  /** Tells the sink of every live connection, as it stands. */
  describe(): number {
    return describeConnections(this.table, this.#sink, this.#nowUs);
  }

  /**
   * A connection that the tap meets in the middle. A bare acknowledgement is no reason to know it: it may be the last
   * of one that is over, and its number may be that of a keep-alive probe.
   */
  #pickUp(segment: Segment): Connection | undefined {
    if (segment.has(TcpFlag.rst)) {
      this.odd.count('after-close');
      return undefined;
    }
    if (segment.payloadBytes === 0 && !segment.has(TcpFlag.fin)) return undefined;
    const connection = this.#create(segment, undefined);
    connection.stream(segment.direction).begin(segment.seq);
    this.#untaken.pickedUp(connection, segment);
    if (segment.has(TcpFlag.ack)) connection.stream(opposite(segment.direction)).begin(segment.ack, true);
    this.#sink.seen(connection, this.#nowUs);
    return connection;
  }

  #hasMissed(connection: Connection): boolean {
    return this.#losses > connection.lossesAtStart;
  }

  #mayMiss(connection: Connection): boolean {
    return connection.mayBeCopy || this.#hasMissed(connection);
  }

  /** False: of bytes that nobody sent. The receiver takes nothing of a segment with such an acknowledgement. */
  #acknowledged(connection: Connection, by: Direction, ack: number, speaks: boolean): boolean {
    const direction = opposite(by);
    const stream = connection.stream(direction);
    const lost = this.#mayMiss(connection);
    if (!connection.settled && !this.#handshakes.acknowledged(connection, by, ack, lost, this.#nowUs))
      return false;
    if (!stream.known) {
      if (!connection.opening) stream.begin(ack, true);
      return true;
    }
    if (by === 'out') this.#untaken.heard(connection, ack, speaks, this.#nowUs);
    const missing = seqDistance(ack, stream.next);
    if (missing <= 0) return true;
    // Of a direction that was picked up in the middle, bytes may have gone by before.
    const mayBeLost = by === 'out' || lost || stream.isn === undefined;
    if (!mayBeLost || missing > WINDOW || stream.ended) return false;
    this.#skipTo(connection, direction, ack);
    return true;
  }

  /** Everything before `seq` has arrived at the other end: what is not here is lost to the log. */
  #skipTo(connection: Connection, direction: Direction, seq: number): void {
    const stream = connection.stream(direction);
    this.#deliverHeld(connection, direction, stream);
    while (!stream.ended && seqDistance(seq, stream.next) > 0) {
      const held = stream.held?.first;
      const to = held !== undefined && seqDistance(held.seq, seq) < 0 ? held.seq : seq;
      // What is not known to have been missed went before the capture.
      if (!stream.provisional || this.#hasMissed(connection))
        this.#sink.gap(connection, this.#nowUs, direction, stream.next >>> 0, seqDistance(to, stream.next));
      stream.next = to;
      if (direction === 'out') this.silence.lost(connection);
      this.#deliverHeld(connection, direction, stream);
    }
    this.#closeIfBothEnded(connection);
  }

  #data(connection: Connection, direction: Direction, segment: Segment): void {
    const stream = connection.stream(direction);
    const { seq, payload, payloadBytes } = segment;
    const fin = segment.has(TcpFlag.fin);
    const isAnswer = !connection.settled && direction !== connection.dialler;
    const lost = this.#mayMiss(connection);
    const isForeign =
      isAnswer && (lost || connection.opening) && !this.#handshakes.tells(connection, seq, lost, this.#nowUs);
    if (!stream.known) stream.begin(seq);
    const withheld =
      direction === 'in' &&
      this.#untaken.withholds(connection, seq, this.#hasMissed(connection), this.#nowUs);
    const ahead = seqDistance(seq, stream.next);
    if (isForeign || ahead >= WINDOW || ahead <= -WINDOW || stream.ended) {
      this.odd.count(stream.ended && ahead < 0 ? 'after-close' : 'out-of-window');
      return;
    }
    if (ahead > 0) return this.#hold(connection, direction, segment, 0);
    // A keep-alive probe lies wholly before what is expected, like a retransmission.
    const old = -ahead;
    if (old > payloadBytes || (old === payloadBytes && !fin)) {
      if (old > 0) this.#retransmits += 1;
      if (fin && old === payloadBytes + 1) this.#endAfterGap(connection, direction, stream);
      return;
    }
    if (withheld) return this.#hold(connection, direction, segment, old);
    const { bytes, flags } = segment;
    this.#deliver(connection, direction, stream, bytes, payload + old, payload + payloadBytes, flags);
    if (fin) this.#end(connection, direction, stream);
    else if (stream.held !== undefined) this.#deliverHeld(connection, direction, stream);
    if (stream.ended) this.#closeIfBothEnded(connection);
  }

  /** Keeps a segment for its turn, but for its first `old` bytes. */
  #hold(connection: Connection, direction: Direction, segment: Segment, old: number): void {
    const stream = connection.stream(direction);
    const held = (stream.held ??= new HeldSegments(this.#budget));
    if (direction === 'in') this.silence.asked(connection, this.#nowUs);
    const { seq, payload, payloadBytes, bytes } = segment;
    const fin = segment.has(TcpFlag.fin);
    if (held.hold((seq + old) | 0, bytes, payload + old, payload + payloadBytes, fin)) return;
    // No room to wait any longer: give up the first hole, and further ones until this segment is next.
    if (direction === 'in') this.#untaken.release(connection, this.#nowUs);
    this.#skipTo(connection, direction, seq);
    if (!connection.over) this.#data(connection, direction, segment);
  }

  #deliverHeld(connection: Connection, direction: Direction, stream: Stream): void {
    for (;;) {
      const held = stream.held?.first;
      if (held === undefined) return void (stream.held = undefined);
      const old = -seqDistance(held.seq, stream.next);
      if (old < 0) return;
      stream.held!.shift();
      if (stream.ended) continue;
      const { bytes, fin } = held;
      if (old < bytes.length)
        this.#deliver(connection, direction, stream, bytes, old, bytes.length, TcpFlag.psh);
      if (fin && old <= bytes.length) this.#end(connection, direction, stream);
    }
  }

  #deliver(
    connection: Connection,
    direction: Direction,
    stream: Stream,
    bytes: Uint8Array,
    start: number,
    end: number,
    flags: number,
  ): void {
    if (start === end) return;
    if (direction === 'in') this.silence.asked(connection, this.#nowUs);
    else this.silence.answered(connection, this.#nowUs, (flags & TcpFlag.psh) === 0);
    stream.provisional = false;
    this.#sink.data(connection, this.#nowUs, direction, stream.next >>> 0, bytes, start, end);
    stream.next = (stream.next + end - start) | 0;
  }

  #end(connection: Connection, direction: Direction, stream: Stream): void {
    this.#sink.ended(connection, this.#nowUs, direction, stream.next >>> 0);
    if (direction === 'out') this.silence.answered(connection, this.#nowUs, false);
    stream.provisional = false;
    // FIN takes a number of its own.
    stream.next = (stream.next + 1) | 0;
    stream.ended = true;
    stream.held?.clear();
    stream.held = undefined;
  }

  /** Here lay the last of the numbers given up, which then was no byte's. */
  #endAfterGap(connection: Connection, direction: Direction, stream: Stream): void {
    stream.next = (stream.next - 1) | 0;
    this.#end(connection, direction, stream);
    this.#closeIfBothEnded(connection);
  }

  #resetSegment(connection: Connection, direction: Direction, segment: Segment): void {
    const lost = this.#hasMissed(connection);
    const meaning = meaningOf(segment, connection, lost);
    if (meaning === 'stale-reset' || meaning === 'out-of-window') return this.odd.count(meaning);
    const { known, next } = connection.stream(direction);
    if (lost && known && meaning === 'end' && seqDistance(segment.seq, next) > 0)
      this.#skipTo(connection, direction, segment.seq);
    if (connection.over) return;
    this.#untaken.reset(connection, segment, this.#nowUs);
    // Whoever dialled and resets that does not dial on.
    if (direction === connection.dialler) connection.settled = true;
    this.#sink.reset(connection, this.#nowUs, direction);
    // Whoever resets while it waits has waited until now.
    this.silence.answered(connection, this.#nowUs, false);
    this.#close(connection);
  }

  #closeIfBothEnded(connection: Connection): void {
    if (connection.in.ended && connection.out.ended && !connection.over) this.#close(connection);
  }

  #close(connection: Connection): void {
    connection.release();
    this.silence.lost(connection);
    connection.over = true;
    connection.overUs = this.#nowUs;
    this.#live -= 1;
    this.#closed.add(connection);
    this.#sink.forgotten(connection);
  }

  /** A connection whose end was missed: its place is taken by another. */
  #replace(connection: Connection): void {
    if (connection.over) this.table.remove(connection);
    else this.#giveUp(connection);
  }

  #giveUp(connection: Connection): void {
    for (const direction of ['in', 'out'] as const) {
      const { next, ended, known } = connection.stream(direction);
      if (known && !ended && !connection.opening)
        this.#sink.gap(connection, this.#nowUs, direction, next >>> 0, 0);
    }
    this.#sink.reset(connection, this.#nowUs, connection.dialler ?? 'in');
    connection.release();
    this.silence.lost(connection);
    connection.over = true;
    this.#live -= 1;
    this.table.remove(connection);
    this.#sink.forgotten(connection);
  }

  #create(ends: Ends, dialler: Direction | undefined): Connection {
    if (this.table.size >= this.#limits.connections) this.#makeRoom();
    this.#numbers += 1;
    const port = ends.key[8]!;
    const isClient = this.silence.isClient(port & 0xffff, port >>> 16, dialler);
    const connection = new Connection(this.#numbers, ends, dialler, this.#nowUs, this.#losses, isClient);
    connection.mayBeCopy = dialler !== undefined && this.#nowUs - this.#lostUs < COPY_US;
    this.table.add(connection);
    this.#live += 1;
    return connection;
  }

  /** Forgets those that are over, or else a part of those that were silent for longest: the log says so. */
  #makeRoom(): void {
    if (this.#closed.size > 0) {
      this.#closed.forget(Math.ceil(this.#closed.size / 2));
      return;
    }
    const all = [...this.table].sort((a, b) => a.lastUs - b.lastUs);
    for (const connection of all.slice(0, Math.ceil(all.length / 64))) this.#giveUp(connection);
  }
}
