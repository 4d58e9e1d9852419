import type { Connection } from './connection.js';
import type { ConnectionTable } from './connection-table.js';
import { seqDistance, TcpFlag, UNDER_WAY, type Segment } from './segment.js';

/**
 * Connections that are over. They stay in the table for a while, so that late segments find them and do not look like a
 * connection that was there before the tap.
 */
export class ClosedConnections {
  readonly #table: ConnectionTable;
  readonly #keepUs: number;
  readonly #keep: number;
  /** The longest closed first, from `#first` on. */
  #closed: Connection[] = [];
  #first = 0;

  /** Each is kept for `keepUs`, and at most `keep` of them. */
  constructor(table: ConnectionTable, keepUs: number, keep: number) {
    this.#table = table;
    this.#keepUs = keepUs;
    this.#keep = keep;
  }

  get size(): number {
    return this.#closed.length - this.#first;
  }

  add(connection: Connection): void {
    this.#closed.push(connection);
  }

  /** Forgets the oldest if its time has come. Called for each segment, which is more often than connections close. */
  expire(nowUs: number): void {
    const oldest = this.#closed[this.#first];
    if (oldest === undefined) return;
    if (this.size > this.#keep || oldest.overUs + this.#keepUs < nowUs) this.forget(1);
  }

  /** Forgets the oldest ones. */
  forget(count: number): void {
    for (let i = 0; i < count; i += 1) this.#table.remove(this.#closed[this.#first + i]!);
    this.#first += count;
    // Moving the rest each time would cost more than the empty places do.
    if (this.#first < 1024 && this.size > 0) return;
    this.#closed = this.#closed.slice(this.#first);
    this.#first = 0;
  }
}

/**
 * Whether this segment cannot be of the connection, which is over: then the dial of another one between the same ends was missed.
 * @param lost whether the tap has missed anything since the connection began
 */
export function isNewLife(connection: Connection, segment: Segment, lost: boolean): boolean {
  const stream = connection.stream(segment.direction);
  if (segment.payloadBytes === 0 || segment.has(TcpFlag.rst)) return false;
  const ahead = seqDistance(segment.seq, stream.next);
  // Nobody sends beyond his own FIN. Of what follows a reset a window of bytes may have been under way, and all of it
  // unless a dial was missed.
  if (stream.ended) return ahead >= 0;
  return stream.known && Math.abs(ahead) > UNDER_WAY && lost;
}
