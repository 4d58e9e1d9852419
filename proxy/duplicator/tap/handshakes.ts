import type { Direction } from '../../log/mod.js';
import { opposite, type Connection, type Stream } from './connection.js';
import type { RecordSink } from './record-sink.js';
import { seqDistance, TcpFlag, UNDER_WAY, type Segment } from './segment.js';
import type { SilenceMeter } from './silence-meter.js';

/** What the handshakes need of the reassembler. */
interface Reassembly {
  create(segment: Segment, dialler: Direction | undefined): Connection;
  /** Takes a connection out of the table, closing it in the log if it was alive. */
  replace(connection: Connection): void;
  /** Records the payload of a segment, in its turn. */
  deliver(connection: Connection, direction: Direction, segment: Segment): void;
  readonly sink: RecordSink;
  readonly silence: SilenceMeter;
}

/** Bytes sent with a dial (TCP Fast Open, RFC 7413): nobody knows yet whether the other end takes them. */
interface EarlyData {
  readonly bytes: Uint8Array;
}

/** Decides what SYN segments mean: one `open` for each dial that counts, one `accept` for its answer. */
export class Handshakes {
  readonly #reassembly: Reassembly;
  readonly #early = new WeakMap<Connection, EarlyData>();

  constructor(reassembly: Reassembly) {
    this.#reassembly = reassembly;
  }

  segment(connection: Connection | undefined, segment: Segment, nowUs: number): void {
    if (segment.has(TcpFlag.rst)) return;
    if (segment.has(TcpFlag.ack)) this.#answer(connection, segment, nowUs);
    else this.#dial(connection, segment, nowUs);
  }

  #dial(connection: Connection | undefined, segment: Segment, nowUs: number): void {
    const { direction, seq } = segment;
    if (connection === undefined) {
      this.#open(segment, nowUs);
      return;
    }
    const stream = connection.stream(direction);
    // Sent again: late, or because the answer was lost.
    if (stream.isn === seq || isBefore(stream, seq)) return;
    if (connection.over) {
      this.#reassembly.replace(connection);
      this.#open(segment, nowUs);
    } else if (connection.opening && connection.dialler !== direction && !stream.known) {
      // Both dialled each other at once (RFC 9293 3.5): one connection, and its second SYN answers the first.
      this.#accept(connection, segment, nowUs);
    } else {
      // A live connection does not end because somebody dials its addresses: the receiver only asks back (RFC 5961 4).
      // Should it take the dial all the same, the connection's end was missed.
      connection.dialledAnew = seq;
    }
  }

  #answer(connection: Connection | undefined, segment: Segment, nowUs: number): void {
    const { direction, seq, ack } = segment;
    if (connection?.over === true && this.#isLateAnswer(connection, segment)) return;
    if (connection === undefined || (connection.over && connection.stream(direction).isn !== seq)) {
      if (connection !== undefined) this.#reassembly.replace(connection);
      this.#openFromAnswer(segment, nowUs);
      return;
    }
    if (connection.over || connection.stream(direction).isn === seq) return;
    if (connection.dialledAnew !== undefined && ack === ((connection.dialledAnew + 1) | 0)) {
      this.#reassembly.replace(connection);
      this.#openFromAnswer(segment, nowUs);
      return;
    }
    // Not how far the dialler has come: it may have gone on with an answer that went by before the tap began.
    const dialled = numberBehindDial(connection, opposite(direction));
    const early = this.#early.get(connection)?.bytes ?? NOTHING;
    const taken = seqDistance(ack, dialled);
    if (connection.settled || connection.dialler === direction || taken < 0 || taken > early.length) return;
    if (connection.opening) {
      this.#accept(connection, segment, nowUs);
      if (taken === 0) return;
      // Whoever takes bytes with the dial keeps something of it.
      connection.untakenFrom = undefined;
      this.#deliverEarly(connection, segment, early.subarray(0, taken));
      return;
    }
    const stream = connection.stream(direction);
    if (stream.isn === undefined && isBefore(stream, seq)) {
      // A copy of the answer that was missed; what there is to say of it was said.
      stream.isn = seq;
      return;
    }
    // Given anew: the first was forgotten, because it could not be sent again or nobody took it for too long. Which of them
    // counts tells whoever dialled.
    if (stream.isUntouched) noteOther(connection, seq);
  }

  /**
   * An acknowledgement by either end while it is not known which answer was taken.
   * @param lost whether the tap may have missed something of this connection
   * @returns false when it is none of this connection's
   */
  acknowledged(connection: Connection, by: Direction, ack: number, lost: boolean, nowUs: number): boolean {
    if (by === connection.dialler) {
      return (lost || !connection.opening) && this.tells(connection, ack, lost, nowUs);
    }
    // One of an earlier connection's between the same ends may still be under way, or ask what the dial is about.
    const dialler = connection.stream(opposite(by));
    const taken = seqDistance(ack, numberBehindDial(connection, opposite(by)));
    return taken >= 0 && (lost ? taken < UNDER_WAY : seqDistance(ack, dialler.next) <= 0);
  }

  /**
   * `number` is one of the answerer's bytes: the first that the dialler does not have, or the first of a segment. It
   * tells which of the answers was taken, or that this answer was missed.
   * @returns false when it belongs to none of this dial's
   */
  tells(connection: Connection, number: number, lost: boolean, nowUs: number): boolean {
    const direction = opposite(connection.dialler!);
    const stream = connection.stream(direction);
    if (connection.opening) {
      this.#missedAnswer(connection, number, nowUs);
      return true;
    }
    const { isn, next } = stream;
    const known = isn === undefined ? isNear(number, next) : follows(number, isn, next, lost);
    const other = known ? undefined : connection.otherAnswers?.find((a) => follows(number, a, a + 1, lost));
    if (other !== undefined) {
      stream.isn = other;
      stream.begin(other + 1);
      this.#reassembly.sink.accepted(connection, nowUs, direction, stream.next >>> 0);
    } else if (!known) {
      if (!lost || !stream.isUntouched) return false;
      // Not the last word: this may be of an earlier connection between the same ends.
      if (isn !== undefined) noteOther(connection, isn);
      this.#missedAnswer(connection, number, nowUs);
      return true;
    }
    connection.settled = true;
    connection.otherAnswers = undefined;
    return true;
  }

  /** The dial goes on as if it had been answered: the answer was lost to the tap, and perhaps bytes behind it. */
  #missedAnswer(connection: Connection, next: number, nowUs: number): void {
    const direction = opposite(connection.dialler!);
    const stream = connection.stream(direction);
    connection.opening = false;
    stream.isn = undefined;
    stream.begin(next);
    const { sink } = this.#reassembly;
    sink.accepted(connection, nowUs, direction, next >>> 0);
    sink.gap(connection, nowUs, direction, next >>> 0, 0);
  }

  /** Whether an answer is of the dial of a connection that is over: under way since, sent twice, or given anew. */
  #isLateAnswer(connection: Connection, { direction, seq, ack }: Segment): boolean {
    const stream = connection.stream(direction);
    if (isBefore(stream, seq) || isBefore(connection.stream(opposite(direction)), ack - 1)) return true;
    const taken = seqDistance(ack, numberBehindDial(connection, opposite(direction)));
    const early = this.#early.get(connection)?.bytes.length ?? 0;
    // Before anything was heard of the dialler it may have been refused, and not know that: then it dials on.
    return connection.settled && connection.dialler !== direction && taken >= 0 && taken <= early;
  }

  #open(segment: Segment, nowUs: number): Connection {
    const { direction, seq, payload, payloadBytes } = segment;
    const connection = this.#reassembly.create(segment, direction);
    const stream = connection.stream(direction);
    stream.isn = seq;
    stream.begin(seq + 1);
    this.#reassembly.sink.opened(connection, nowUs, direction, stream.next >>> 0);
    if (direction === 'in') {
      connection.untakenFrom = stream.next;
      this.#reassembly.silence.asked(connection, nowUs);
    }
    if (payloadBytes > 0) {
      this.#early.set(connection, { bytes: segment.bytes.slice(payload, payload + payloadBytes) });
    }
    return connection;
  }

  /** An answer to a dial that the tap has missed: what it acknowledges tells the dial's number. */
  #openFromAnswer(segment: Segment, nowUs: number): void {
    const dialler = opposite(segment.direction);
    const connection = this.#reassembly.create(segment, dialler);
    const stream = connection.stream(dialler);
    stream.isn = (segment.ack - 1) | 0;
    stream.begin(segment.ack);
    if (dialler === 'in') connection.untakenFrom = stream.next;
    this.#reassembly.sink.opened(connection, nowUs, dialler, stream.next >>> 0);
    this.#accept(connection, segment, nowUs);
  }

  #accept(connection: Connection, segment: Segment, nowUs: number): void {
    const { direction, seq } = segment;
    const stream = connection.stream(direction);
    stream.isn = seq;
    stream.begin(seq + 1);
    connection.opening = false;
    connection.lastUs = nowUs;
    this.#reassembly.sink.accepted(connection, nowUs, direction, stream.next >>> 0);
    if (direction === 'out') this.#reassembly.silence.answered(connection, nowUs, false);
  }

  #deliverEarly(connection: Connection, answer: Segment, bytes: Uint8Array): void {
    this.#early.delete(connection);
    const direction = opposite(answer.direction);
    // The reassembler reads a segment only while it is given one, so this one may say something else for a moment.
    const { bytes: memory, seq, flags, payload, payloadBytes } = answer;
    answer.bytes = bytes;
    answer.payload = 0;
    answer.payloadBytes = bytes.length;
    answer.seq = connection.stream(direction).next;
    answer.flags = TcpFlag.psh;
    this.#reassembly.deliver(connection, direction, answer);
    answer.bytes = memory;
    answer.seq = seq;
    answer.flags = flags;
    answer.payload = payload;
    answer.payloadBytes = payloadBytes;
  }
}

/** Of one dial; a server gives up long before it has forgotten more. */
const OTHER_ANSWERS = 8;
const NOTHING = new Uint8Array(0);
/** The window of a dial is never scaled (RFC 7323 2.2): more than this nobody says before the dialler has said something. */
const DIAL_WINDOW = 0xffff;

function noteOther(connection: Connection, answer: number): void {
  const others = (connection.otherAnswers ??= []);
  if (others.length < OTHER_ANSWERS && !others.includes(answer)) others.push(answer);
}

/** Whether this is a number behind that answer, up to `next`; if something was lost, the bytes behind may have been. */
function follows(number: number, answer: number, next: number, lost: boolean): boolean {
  const distance = seqDistance(number, answer + 1);
  if (lost) return distance >= -1 && distance <= DIAL_WINDOW;
  return distance >= 0 && seqDistance(number, next) <= 0;
}

/** Whether this is about where the stream stands. */
function isNear(number: number, next: number): boolean {
  return Math.abs(seqDistance(number, next)) <= DIAL_WINDOW;
}

/** Whether a SYN with this number began a direction that the tap has met behind it. */
function isBefore(stream: Stream, syn: number): boolean {
  const behind = seqDistance(stream.next, syn + 1);
  return stream.known && stream.isn === undefined && behind >= 0 && behind <= DIAL_WINDOW;
}

/** The first byte of whoever dialled. */
function numberBehindDial(connection: Connection, dialler: Direction): number {
  return ((connection.stream(dialler).isn ?? 0) + 1) | 0;
}
