import type { Connection } from './connection.js';
import type { RecordSink } from './record-sink.js';
import { seqDistance, TcpFlag, UNDER_WAY, type Segment } from './segment.js';

/**
 * A kernel acknowledges the first bytes of a connection at once (Linux: tcp_incr_quickack). On a busy host the tap may see that somewhat
 * later, or behind what the client said next.
 */
const TAKEN_AT_ONCE_US = 100_000;

/** What is needed of the reassembler. */
interface Reassembly {
  readonly sink: RecordSink;
  /** Records what is held of the client's direction and has its turn now. */
  deliverHeld(connection: Connection): void;
}

/**
 * What clients say and production's end has not taken.
 *
 * A kernel that is short of room for connections drops what their clients send, also on those whose dials it has answered: it waits for
 * them to say it again, and may know nothing of them (SYN cookies). So what is on the wire need never get to a program.
 *
 * What a client says is therefore held until production's end says more than its answer to the dial: a kernel that has taken something
 * says so at once. A mark tells a connection of which something is held as a dial that was not answered; `accept` is told behind
 * what was held. Where the tap may have missed what production's end said, nothing is held.
 */
export class Untaken {
  readonly #reassembly: Reassembly;

  constructor(reassembly: Reassembly) {
    this.#reassembly = reassembly;
  }

  /** The tap has met a connection in the middle, by this segment. */
  pickedUp(connection: Connection, { direction, seq, payloadBytes }: Segment): void {
    if (direction === 'in' && payloadBytes > 0 && connection.isClient) connection.untakenFrom = seq;
  }

  /**
   * The client says something.
   * @param lost whether the tap has missed anything since the connection began
   * @returns whether it is to be held
   */
  withholds(connection: Connection, seq: number, lost: boolean, nowUs: number): boolean {
    const { untakenFrom, dialler, opening, in: stream } = connection;
    if (untakenFrom === undefined || opening) return false;
    if (lost) {
      this.release(connection, nowUs);
      return false;
    }
    const before = seqDistance(untakenFrom, seq);
    // Of a connection that was picked up, what it had said before that: production's end has nothing of it either.
    if (dialler === undefined && before > 0 && before < UNDER_WAY) {
      connection.untakenFrom = seq;
      stream.beginEarlier(seq);
      this.#reassembly.sink.seen(connection, nowUs);
    }
    if (connection.withheldSinceUs === 0) connection.withheldSinceUs = nowUs;
    return true;
  }

  /**
   * Production's end says something that is no answer to a dial: it has all before `ack`.
   * @param speaks whether with bytes or an end of its own
   */
  heard(connection: Connection, ack: number, speaks: boolean, nowUs: number): void {
    const { untakenFrom, dialler, out } = connection;
    if (untakenFrom === undefined) return;
    // Of a connection that was picked up, whoever speaks and has nothing of it may be one that is over.
    if (seqDistance(ack, untakenFrom) <= 0 && (dialler === undefined || !speaks)) return;
    this.release(connection, nowUs);
    // And so may be who acknowledges what was not seen.
    if (dialler === undefined && out.known && seqDistance(ack, connection.in.next) <= 0)
      this.#reassembly.sink.accepted(connection, nowUs, 'out', out.next >>> 0);
  }

  /**
   * The connection is reset. What a client has said just before may have been taken, though the tap has not seen that yet. A kernel that
   * knows of no connection acknowledges nothing by its reset.
   */
  reset(connection: Connection, segment: Segment, nowUs: number): void {
    const { untakenFrom, withheldSinceUs } = connection;
    if (untakenFrom === undefined) return;
    const mayBeTaken =
      segment.direction === 'in'
        ? nowUs - withheldSinceUs < TAKEN_AT_ONCE_US
        : segment.has(TcpFlag.ack) && seqDistance(segment.ack, untakenFrom) > 0;
    if (mayBeTaken) this.release(connection, nowUs);
  }

  /** From now on what the client says is recorded as it comes. */
  release(connection: Connection, nowUs: number): void {
    if (connection.untakenFrom === undefined) return;
    connection.untakenFrom = undefined;
    this.#reassembly.deliverHeld(connection);
    if (!connection.toldUnanswered) return;
    this.#reassembly.sink.accepted(connection, nowUs, 'out', connection.out.next >>> 0);
  }
}
