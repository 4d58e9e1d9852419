import type { Connection } from './connection.js';
import { describeConnections } from './describe-connections.js';
import type { RecordSink } from './record-sink.js';
import { seqDistance, WINDOW, type Segment } from './segment.js';

/** What of the client's direction was recorded before a mark told it anew. */
export interface Recorded {
  /** Behind it, and behind the FIN if that was recorded. */
  readonly next: number;
  readonly ended: boolean;
}

/** What is needed of the reassembler. */
interface Reassembly {
  readonly sink: RecordSink;
  /** Records what is held of the client's direction and has its turn now. */
  deliverHeld(connection: Connection): void;
  /** Records the end of the client's direction. */
  end(connection: Connection): void;
}

/**
 * Connections that production's end may know nothing of.
 *
 * A kernel that is short of room for dials answers them without keeping anything (SYN cookies), and drops what their clients send
 * until there is room. It begins such a connection with a segment that has the client's first byte: so whatever was dropped
 * comes again. A freeze in between finds nothing of it, and neither log nor images behind the mark would have its beginning.
 *
 * Until production's end says anything but its answer to the dial, all that the client has said may come again. A mark therefore tells
 * such a connection as a dial that was not answered, and what comes again is recorded again; `accept` is told once
 * production's end acknowledges anything. If its kernel had taken it all the same, and nothing comes again, the mark's readers are
 * told how far it was.
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

  /** The client says something; of a connection that was picked up, perhaps what it had said before that. */
  said(connection: Connection, seq: number): void {
    const { untakenFrom, dialler, saidBefore = untakenFrom } = connection;
    if (saidBefore === undefined || dialler === 'in') return;
    const before = seqDistance(saidBefore, seq);
    if (before > 0 && before < WINDOW) connection.saidBefore = seq;
  }

  /**
   * Production's end says something that is no answer to a dial: it has all before `ack`.
   * @returns whether the client's direction has ended by that
   */
  heard(connection: Connection, ack: number, nowUs: number): boolean {
    const { untakenFrom, in: stream } = connection;
    const { recorded } = stream;
    if (connection.dialler === 'in' ? connection.untakenFrom !== undefined : isTaken(connection, ack)) {
      const { saidBefore } = connection;
      connection.untakenFrom = connection.saidBefore = undefined;
      const isTold = connection.dialler === 'in' && recorded === undefined;
      const { sink } = this.#reassembly;
      if (saidBefore !== undefined)
        sink.gap(connection, nowUs, 'in', saidBefore >>> 0, seqDistance(untakenFrom!, saidBefore));
      else if (!isTold) sink.accepted(connection, nowUs, 'out', connection.out.next >>> 0);
    }
    return recorded !== undefined && this.#recall(connection, recorded, ack, nowUs);
  }

  /** Tells the sink of every live connection, as it stands. @returns how many they are */
  describe(connections: Iterable<Connection>, losses: number, nowUs: number): number {
    return describeConnections(connections, this.#reassembly.sink, nowUs, (connection) =>
      this.#tellAnew(connection, losses, nowUs),
    );
  }

  /** Tells of a connection that may begin again, if it is one. */
  #tellAnew(connection: Connection, losses: number, nowUs: number): boolean {
    const { untakenFrom, in: stream, out } = connection;
    const { recorded } = stream;
    // With losses nobody knows what production's end has said.
    if (untakenFrom === undefined || connection.opening || losses !== connection.lossesAtStart) return false;
    if (connection.dialler === 'in' ? recorded === undefined && connection.isSilent : !out.provisional)
      return false;
    if (recorded === undefined || seqDistance(stream.next, recorded.next) > 0)
      stream.recorded = { next: stream.next, ended: stream.ended };
    stream.begin(untakenFrom);
    stream.ended = false;
    connection.readTo = undefined;
    const { sink } = this.#reassembly;
    if (connection.dialler === 'in') sink.opened(connection, nowUs, 'in', untakenFrom >>> 0);
    else sink.seen(connection, nowUs);
    return true;
  }

  /** What was recorded before the mark has been taken, as far as `ack`, and does not come again. */
  #recall(connection: Connection, recorded: Recorded, ack: number, nowUs: number): boolean {
    const stream = connection.in;
    const beyond = seqDistance(ack, recorded.next);
    if (beyond >= 0) stream.recorded = undefined;
    if (beyond > 0 || stream.ended || seqDistance(ack, stream.next) <= 0) return false;
    const ends = beyond === 0 && recorded.ended;
    stream.next = ends ? (ack - 1) | 0 : ack;
    this.#reassembly.sink.seen(connection, nowUs);
    this.#reassembly.deliverHeld(connection);
    if (ends && !stream.ended) this.#reassembly.end(connection);
    return stream.ended;
  }
}

/**
 * Whether production's end has taken something on a connection that was picked up. Who acknowledges only what came before, or what was
 * not seen, may be one that is over.
 */
function isTaken({ untakenFrom, in: { next, recorded }, out }: Connection, ack: number): boolean {
  if (untakenFrom === undefined || !out.known || seqDistance(ack, untakenFrom) <= 0) return false;
  return seqDistance(ack, next) <= 0 || (recorded !== undefined && seqDistance(ack, recorded.next) <= 0);
}
