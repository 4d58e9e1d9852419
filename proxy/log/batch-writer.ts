import {
  BATCH_HEADER_BYTES,
  BATCH_MAGIC,
  BATCH_VERSION,
  Flag,
  MAX_MARK_ID_BYTES,
  RECORD_HEADER_BYTES,
  setU64,
} from './format.js';
import { MAX_DATA_BYTES, RecordKind, type Direction } from './record.js';

/** Up to here a loop copies faster than a view and a native call. */
const SMALL_COPY_BYTES = 96;

/** What the writer knows of a live connection when it writes a `seen` record. */
export interface SeenState {
  /** As encodeTuple makes it. */
  readonly tuple: Uint8Array;
  readonly nextIn: number | undefined;
  readonly nextOut: number | undefined;
  readonly endedIn: boolean;
  readonly endedOut: boolean;
}

/**
 * Writes the records of one batch straight into a buffer of fixed size; nothing is allocated per record.
 *
 * Every record method answers whether the record was written; false means that it does not fit (nothing was written):
 * take the batch with `finish` and `begin` the next. A buffer handed out by `finish` is not touched again once `begin`
 * was given another.
 */
export class BatchWriter {
  readonly epoch: number;
  #buffer: Uint8Array;
  #view: DataView;
  #length = BATCH_HEADER_BYTES;
  #records = 0;
  #sequence = 0;
  #baseTimeUs = 0;

  /** `epoch`: ms since 1970. `buffer` must hold at least one full data record; see LEAST_BATCH_BYTES. */
  constructor(epoch: number, buffer: Uint8Array) {
    this.epoch = epoch;
    this.#buffer = buffer;
    this.#view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  }

  /** Starts an empty batch, in another buffer if one is given. */
  begin(sequence: number, buffer?: Uint8Array): void {
    if (buffer !== undefined && buffer !== this.#buffer) {
      this.#buffer = buffer;
      this.#view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    }
    this.#sequence = sequence;
    this.#length = BATCH_HEADER_BYTES;
    this.#records = 0;
  }

  get sequence(): number {
    return this.#sequence;
  }
  get records(): number {
    return this.#records;
  }
  /** Time of the first record, µs; undefined while there is none. */
  get firstUs(): number | undefined {
    return this.#records === 0 ? undefined : this.#baseTimeUs;
  }
  /** Bytes so far, header included. */
  get length(): number {
    return this.#length;
  }
  get buffer(): Uint8Array {
    return this.#buffer;
  }
  /** Payload bytes that one more data record could take now; 0 when none fits. */
  get dataRoom(): number {
    const room = this.#buffer.length - this.#length - RECORD_HEADER_BYTES;
    return room <= 0 ? 0 : Math.min(room, MAX_DATA_BYTES);
  }

  /** Fills in the header; the answer is a view of the buffer. */
  finish(): Uint8Array {
    const view = this.#view;
    view.setUint32(0, BATCH_MAGIC, true);
    view.setUint16(4, BATCH_VERSION, true);
    view.setUint16(6, 0, true);
    setU64(view, 8, this.epoch);
    setU64(view, 16, this.#sequence);
    setU64(view, 24, this.#records === 0 ? 0 : this.#baseTimeUs);
    view.setUint32(32, this.#records, true);
    view.setUint32(36, this.#length, true);
    return this.#buffer.subarray(0, this.#length);
  }

  open(connection: number, timeUs: number, direction: Direction, seq: number, tuple: Uint8Array): boolean {
    const at = this.#record(RecordKind.open, flagOf(direction), connection, timeUs, seq, tuple.length);
    if (at < 0) return false;
    this.#buffer.set(tuple, at);
    return true;
  }

  accept(connection: number, timeUs: number, direction: Direction, seq: number): boolean {
    return this.#record(RecordKind.accept, flagOf(direction), connection, timeUs, seq, 0) >= 0;
  }

  seen(connection: number, timeUs: number, state: SeenState): boolean {
    const flags =
      (state.nextIn === undefined ? 0 : Flag.nextInKnown) |
      (state.nextOut === undefined ? 0 : Flag.nextOutKnown) |
      (state.endedIn ? Flag.endedIn : 0) |
      (state.endedOut ? Flag.endedOut : 0);
    const tuple = state.tuple;
    const at = this.#record(RecordKind.seen, flags, connection, timeUs, 0, tuple.length + 8);
    if (at < 0) return false;
    this.#buffer.set(tuple, at);
    this.#view.setUint32(at + tuple.length, state.nextIn ?? 0, true);
    this.#view.setUint32(at + tuple.length + 4, state.nextOut ?? 0, true);
    return true;
  }

  /** Bytes [start, end) of `source`, at least one and at most MAX_DATA_BYTES. */
  data(
    connection: number,
    timeUs: number,
    direction: Direction,
    seq: number,
    source: Uint8Array,
    start: number,
    end: number,
  ): boolean {
    const at = this.#record(RecordKind.data, flagOf(direction), connection, timeUs, seq, end - start);
    if (at < 0) return false;
    const buffer = this.#buffer;
    if (end - start <= SMALL_COPY_BYTES) {
      for (let from = start, to = at; from < end; from += 1, to += 1) buffer[to] = source[from]!;
    } else {
      buffer.set(source.subarray(start, end), at);
    }
    return true;
  }

  end(connection: number, timeUs: number, direction: Direction, seq: number): boolean {
    return this.#record(RecordKind.end, flagOf(direction), connection, timeUs, seq, 0) >= 0;
  }

  reset(connection: number, timeUs: number, direction: Direction): boolean {
    return this.#record(RecordKind.reset, flagOf(direction), connection, timeUs, 0, 0) >= 0;
  }

  gap(connection: number, timeUs: number, direction: Direction, seq: number, gapBytes: number): boolean {
    const at = this.#record(RecordKind.gap, flagOf(direction), connection, timeUs, seq, 8);
    if (at < 0) return false;
    setU64(this.#view, at, gapBytes);
    return true;
  }

  /** `id`: printable ASCII, at most MAX_MARK_ID_BYTES. */
  mark(timeUs: number, id: string): boolean {
    if (!/^[\x20-\x7e]*$/.test(id) || id.length > MAX_MARK_ID_BYTES) {
      throw new RangeError('the id of a mark is at most 256 printable ASCII characters');
    }
    const at = this.#record(RecordKind.mark, 0, 0, timeUs, 0, id.length);
    if (at < 0) return false;
    for (let i = 0; i < id.length; i += 1) this.#buffer[at + i] = id.charCodeAt(i);
    return true;
  }

  read(connection: number, timeUs: number, seq: number): boolean {
    return this.#record(RecordKind.read, 0, connection, timeUs, seq, 0) >= 0;
  }

  /** Writes a record's header; where its payload goes, or -1 when the record does not fit. */
  #record(
    kind: number,
    flags: number,
    connection: number,
    timeUs: number,
    seq: number,
    length: number,
  ): number {
    const at = this.#length;
    if (at + RECORD_HEADER_BYTES + length > this.#buffer.length) return -1;
    if (this.#records === 0) this.#baseTimeUs = timeUs;
    const sinceBase = timeUs - this.#baseTimeUs;
    // 71 minutes after the first record: another batch, with another base.
    if (sinceBase > 0xffff_ffff) return -1;
    if (sinceBase < 0) throw new RangeError('time goes back within a batch');
    const view = this.#view;
    view.setUint32(at, kind | (flags << 8) | (length << 16), true);
    view.setUint32(at + 4, connection, true);
    view.setUint32(at + 8, sinceBase, true);
    view.setUint32(at + 12, seq, true);
    this.#length = at + RECORD_HEADER_BYTES + length;
    this.#records += 1;
    return at + RECORD_HEADER_BYTES;
  }
}

/** A smaller buffer could not take every record there may be. */
export const LEAST_BATCH_BYTES = BATCH_HEADER_BYTES + RECORD_HEADER_BYTES + MAX_DATA_BYTES;

function flagOf(direction: Direction): number {
  return direction === 'out' ? Flag.out : 0;
}
