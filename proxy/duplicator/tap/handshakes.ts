import type { Direction } from '../../log/mod.js';
import { opposite, type Connection } from './connection.js';
import type { RecordSink } from './record-sink.js';
import { seqDistance, TcpFlag, type Segment } from './segment.js';
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
    if (stream.isn === seq) return;
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
    if (connection?.over === true && isLateAnswer(connection, segment)) return;
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
    const dialled = ((connection.stream(opposite(direction)).isn ?? 0) + 1) | 0;
    const early = this.#early.get(connection)?.bytes ?? NOTHING;
    const taken = seqDistance(ack, dialled);
    if (connection.settled || connection.dialler === direction || taken < 0 || taken > early.length) return;
    if (!connection.opening) {
      // Given anew: the first was forgotten, because it could not be sent again or nobody took it for too long. Which of them
      // counts tells whoever dialled.
      const others = (connection.otherAnswers ??= []);
      if (connection.isSilent && others.length < OTHER_ANSWERS && !others.includes(seq)) others.push(seq);
      return;
    }
    this.#accept(connection, segment, nowUs);
    if (taken > 0) {
      // Whoever takes bytes with the dial keeps something of it.
      connection.untakenFrom = undefined;
      this.#deliverEarly(connection, segment, early.subarray(0, taken));
    }
  }

  /**
   * Whoever dialled acknowledges something for the first time, and with it one of the answers.
   * @returns false when it is none of this dial's
   */
  taken(connection: Connection, ack: number, nowUs: number): boolean {
    const direction = opposite(connection.dialler!);
    const stream = connection.stream(direction);
    const answer = (ack - 1) | 0;
    if (stream.isn !== undefined && stream.isn !== answer) {
      if (connection.otherAnswers?.includes(answer) === true) {
        stream.isn = answer;
        stream.begin(ack);
        this.#reassembly.sink.accepted(connection, nowUs, direction, ack >>> 0);
      } else if (seqDistance(answer, stream.isn) < 0) return false;
    }
    connection.settled = true;
    connection.otherAnswers = undefined;
    return true;
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

/** Whether a reset refuses the dial before `next`: its number is 0, and what it acknowledges must be the dial, with bytes that it had. */
export function refuses(reset: Segment, next: number): boolean {
  const taken = seqDistance(reset.ack, next);
  return reset.has(TcpFlag.ack) && taken >= 0 && taken <= 0xffff;
}

/** Whether a connection whose answer was missed, and went on, is answered once more by the same: under way since, or sent twice. */
function isLateAnswer(connection: Connection, { direction, ack }: Segment): boolean {
  const { isn, known } = connection.stream(direction);
  const dial = connection.stream(opposite(direction)).isn;
  return known && isn === undefined && dial !== undefined && ack === ((dial + 1) | 0);
}
