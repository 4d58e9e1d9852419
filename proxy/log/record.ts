/**
 * The records of a log: what one instance received and sent over TCP, in the order of the wire.
 *
 * `in` is toward the instance, `out` is from it. `local` is the instance's end of a connection, `remote` the other,
 * whoever dialled. Sequence numbers are TCP's own, modulo 2^32, so that a cut (which speaks in the same numbers) can
 * be found in the log without counting from a connection's start.
 */

/** Kinds on the wire; the numbers are part of the log's format and never change. */
export const RecordKind = {
  /**
   * A connection was dialled: the first SYN. `direction` is the dialler's, `seq` its first byte, payload a tuple. A mark tells a
   * connection on which nothing was said yet in the same way, once more; also, without `accept`, one on which the client has said
   * something and the instance's end has taken nothing: what was said comes behind this, with the same numbers.
   */
  open: 1,
  /**
   * The dial was answered (SYN-ACK). `direction` is the acceptor's, `seq` its first byte. Again, before any
   * byte of it, when it was answered more than once with different numbers and the dialler has taken another answer than the first.
   * Also when the instance's end has taken something on a connection that a mark told as not answered, behind what it has taken; and
   * when it acknowledges something for the first time on one that was there already.
   */
  accept: 2,
  /** A connection that was there already: at the tap's start or at a mark. Payload a tuple and both next sequence numbers. */
  seen: 3,
  /** Payload bytes, the first of which has number `seq`. At most MAX_DATA_BYTES of them. */
  data: 4,
  /** FIN: nothing follows in this direction; `seq` is the number after the last byte. */
  end: 5,
  /** RST sent in this direction. Both directions are over. */
  reset: 6,
  /** Bytes that could not be recorded: `gapBytes` from `seq` on (0: unknown how many). */
  gap: 7,
  /**
   * A place to start reading; every live connection follows at once, as `seen`, or as `open` and `accept` where nothing was said
   * yet. Payload the mark's id, ASCII.
   */
  mark: 8,
  /** The instance's program read from the connection: the bytes before `seq` have reached the program, and none behind it. */
  read: 9,
} as const;
export type RecordKindName = keyof typeof RecordKind;

export type Direction = 'in' | 'out';

/** Longest payload of one data record, bytes: a batch with one of them stays well under NATS' default 1 MiB. */
export const MAX_DATA_BYTES = 32 * 1024;

/** One end of a connection; `address` is IPv4 dotted quad or IPv6 text (RFC 5952). */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** Both ends of a connection. */
export interface ConnectionTuple {
  readonly local: Endpoint;
  readonly remote: Endpoint;
}

interface RecordBase {
  /** Number of the connection, unique within one epoch (one life of the tap). 0 for marks. */
  readonly connection: number;
  /** CLOCK_MONOTONIC of the capturing host, microseconds; never goes back within an epoch. */
  readonly timeUs: number;
}

export interface OpenRecord extends RecordBase {
  readonly kind: 'open';
  readonly direction: Direction;
  readonly seq: number;
  readonly tuple: ConnectionTuple;
}
export interface AcceptRecord extends RecordBase {
  readonly kind: 'accept';
  readonly direction: Direction;
  readonly seq: number;
}
export interface SeenRecord extends RecordBase {
  readonly kind: 'seen';
  readonly tuple: ConnectionTuple;
  /** Next byte toward the instance; undefined while nothing of that direction was seen. */
  readonly nextIn: number | undefined;
  /** Next byte from the instance; undefined while nothing of that direction was seen. */
  readonly nextOut: number | undefined;
  /** Directions that have ended already. */
  readonly endedIn: boolean;
  readonly endedOut: boolean;
}
export interface DataRecord extends RecordBase {
  readonly kind: 'data';
  readonly direction: Direction;
  readonly seq: number;
  /** A view into the batch: copy it to keep it. */
  readonly bytes: Uint8Array;
}
export interface EndRecord extends RecordBase {
  readonly kind: 'end';
  readonly direction: Direction;
  readonly seq: number;
}
export interface ResetRecord extends RecordBase {
  readonly kind: 'reset';
  readonly direction: Direction;
}
/** Connection 0: of several connections that cannot be told apart; what they lost together, as far as it is known. */
export interface GapRecord extends RecordBase {
  readonly kind: 'gap';
  readonly direction: Direction;
  readonly seq: number;
  readonly gapBytes: number;
}
export interface MarkRecord extends RecordBase {
  readonly kind: 'mark';
  readonly id: string;
}
export interface ReadRecord extends RecordBase {
  readonly kind: 'read';
  readonly seq: number;
}
export type LogRecord =
  | OpenRecord
  | AcceptRecord
  | SeenRecord
  | DataRecord
  | EndRecord
  | ResetRecord
  | GapRecord
  | MarkRecord
  | ReadRecord;

/** What one JetStream message holds. */
export interface Batch {
  /** Start of the tap that wrote it, milliseconds since 1970. A new epoch means a new tap: connection numbers start anew. */
  readonly epoch: number;
  /** 0 for the first batch of the epoch, then up by one: a hole means that part of the log is missing. */
  readonly sequence: number;
  readonly records: readonly LogRecord[];
}
