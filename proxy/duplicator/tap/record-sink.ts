import type { Direction } from '../../log/mod.js';
import type { Connection } from './connection.js';

/**
 * Where the reassembler puts what it finds, in the order of the wire. Sequence numbers are those of the records
 * (unsigned). `bytes` belong to the caller: copy them before returning.
 */
export interface RecordSink {
  opened(connection: Connection, timeUs: number, direction: Direction, seq: number): void;
  accepted(connection: Connection, timeUs: number, direction: Direction, seq: number): void;
  /** The connection was there before the tap, or a mark describes it. */
  seen(connection: Connection, timeUs: number): void;
  data(
    connection: Connection,
    timeUs: number,
    direction: Direction,
    seq: number,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): void;
  ended(connection: Connection, timeUs: number, direction: Direction, seq: number): void;
  reset(connection: Connection, timeUs: number, direction: Direction): void;
  /** 0 bytes: unknown how many. */
  gap(connection: Connection, timeUs: number, direction: Direction, seq: number, gapBytes: number): void;
  /** The instance's program has read the bytes before `to`; undefined: all that was recorded toward it. */
  read(connection: Connection, timeUs: number, to: number | undefined): void;
  /** Nothing will be said of this connection any more. */
  forgotten(connection: Connection): void;
}
