import { MalformedBatchError, UnknownBatchVersionError } from './errors.js';
import {
  BATCH_HEADER_BYTES,
  BATCH_MAGIC,
  BATCH_VERSION,
  Flag,
  MAX_MARK_ID_BYTES,
  RECORD_HEADER_BYTES,
  getU64,
} from './format.js';
import { MAX_DATA_BYTES, RecordKind, type Batch, type ConnectionTuple, type LogRecord } from './record.js';
import { decodeTuple, tupleBytes } from './tuple.js';

/**
 * Reads one batch. The bytes of its data records are views of `bytes`.
 * Throws MalformedBatchError or UnknownBatchVersionError, whatever the bytes are; never reads outside them.
 */
export function decodeBatch(bytes: Uint8Array): Batch {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < BATCH_HEADER_BYTES)
    throw new MalformedBatchError('shorter than its header', bytes.length);
  if (view.getUint32(0, true) !== BATCH_MAGIC) throw new MalformedBatchError('not a batch', 0);
  const version = view.getUint16(4, true);
  if (version !== BATCH_VERSION) throw new UnknownBatchVersionError(version);
  if (view.getUint16(6, true) !== 0) throw new MalformedBatchError('unknown header flags', 6);
  const header = { view, baseTimeUs: wholeNumber(view, 24) };
  refuse(!Number.isSafeInteger(header.baseTimeUs + 0xffff_ffff), 'base time beyond any clock', 24);
  const epoch = wholeNumber(view, 8);
  const sequence = wholeNumber(view, 16);
  const count = view.getUint32(32, true);
  if (view.getUint32(36, true) !== bytes.length)
    throw new MalformedBatchError('length differs from its header', 36);
  const records: LogRecord[] = [];
  let at = BATCH_HEADER_BYTES;
  while (at < bytes.length) {
    if (at + RECORD_HEADER_BYTES > bytes.length) throw new MalformedBatchError('record header cut off', at);
    const end = at + RECORD_HEADER_BYTES + view.getUint16(at + 2, true);
    if (end > bytes.length) throw new MalformedBatchError('record cut off', at);
    records.push(decodeRecord(bytes, header, at, end));
    at = end;
  }
  if (records.length !== count)
    throw new MalformedBatchError('number of records differs from its header', 32);
  if (count === 0 && header.baseTimeUs !== 0) throw new MalformedBatchError('base time of no record', 24);
  return { epoch, sequence, records };
}

interface Header {
  readonly view: DataView;
  readonly baseTimeUs: number;
}

/** For each kind: the flags it may have, and the length of its payload where that is fixed (-1 where it is not). */
const SHAPES: readonly ({ readonly flags: number; readonly payload: number } | undefined)[] = Array.from(
  { length: 10 },
  (_, kind) => {
    switch (kind) {
      case RecordKind.open:
      case RecordKind.data:
        return { flags: Flag.out, payload: -1 };
      case RecordKind.accept:
      case RecordKind.end:
      case RecordKind.reset:
        return { flags: Flag.out, payload: 0 };
      case RecordKind.gap:
        return { flags: Flag.out, payload: 8 };
      case RecordKind.seen:
        return { flags: Flag.nextInKnown | Flag.nextOutKnown | Flag.endedIn | Flag.endedOut, payload: -1 };
      case RecordKind.mark:
        return { flags: 0, payload: -1 };
      case RecordKind.read:
        return { flags: 0, payload: 0 };
      default:
        return undefined;
    }
  },
);

function decodeRecord(bytes: Uint8Array, { view, baseTimeUs }: Header, at: number, end: number): LogRecord {
  const kind = bytes[at]!;
  const flags = bytes[at + 1]!;
  const connection = view.getUint32(at + 4, true);
  const timeUs = baseTimeUs + view.getUint32(at + 8, true);
  const seq = view.getUint32(at + 12, true);
  const payload = at + RECORD_HEADER_BYTES;
  const length = end - payload;
  const direction = (flags & Flag.out) === 0 ? 'in' : 'out';
  const shape = SHAPES[kind];
  if (shape === undefined) throw new MalformedBatchError(`unknown kind of record ${kind}`, at);
  if ((flags & ~shape.flags) !== 0) throw new MalformedBatchError('unknown flags', at);
  if (shape.payload >= 0 && length !== shape.payload)
    throw new MalformedBatchError('payload of a wrong length', at);
  switch (kind) {
    case RecordKind.open:
      return { kind: 'open', connection, timeUs, direction, seq, tuple: tupleAt(bytes, payload, end, 0) };
    case RecordKind.accept:
      return { kind: 'accept', connection, timeUs, direction, seq };
    case RecordKind.seen:
      refuse(seq !== 0, 'sequence number without a meaning', at);
      return {
        kind: 'seen',
        connection,
        timeUs,
        tuple: tupleAt(bytes, payload, end, 8),
        nextIn: knownNext(view, end - 8, (flags & Flag.nextInKnown) !== 0),
        nextOut: knownNext(view, end - 4, (flags & Flag.nextOutKnown) !== 0),
        endedIn: (flags & Flag.endedIn) !== 0,
        endedOut: (flags & Flag.endedOut) !== 0,
      };
    case RecordKind.data:
      refuse(length === 0 || length > MAX_DATA_BYTES, 'data of a wrong length', at);
      return { kind: 'data', connection, timeUs, direction, seq, bytes: bytes.subarray(payload, end) };
    case RecordKind.end:
      return { kind: 'end', connection, timeUs, direction, seq };
    case RecordKind.reset:
      refuse(seq !== 0, 'sequence number without a meaning', at);
      return { kind: 'reset', connection, timeUs, direction };
    case RecordKind.gap:
      return { kind: 'gap', connection, timeUs, direction, seq, gapBytes: wholeNumber(view, payload) };
    case RecordKind.mark: {
      refuse(connection !== 0 || seq !== 0, 'a mark has neither connection nor sequence number', at);
      refuse(length > MAX_MARK_ID_BYTES, 'id of the mark too long', at);
      const id = String.fromCharCode(...bytes.subarray(payload, end));
      refuse(!/^[\x20-\x7e]*$/.test(id), 'id of the mark not printable', at);
      return { kind: 'mark', connection, timeUs, id };
    }
    default:
      return { kind: 'read', connection, timeUs, seq };
  }
}

function refuse(condition: boolean, problem: string, at: number): void {
  if (condition) throw new MalformedBatchError(problem, at);
}

function knownNext(view: DataView, at: number, known: boolean): number | undefined {
  const value = view.getUint32(at, true);
  refuse(!known && value !== 0, 'unknown sequence number given', at);
  return known ? value : undefined;
}

/** The tuple that, with `after` more bytes, fills [payload, end). */
function tupleAt(bytes: Uint8Array, payload: number, end: number, after: number): ConnectionTuple {
  const length = payload < end ? tupleBytes(bytes[payload]) : undefined;
  if (length === undefined) throw new MalformedBatchError('tuple of unknown family', payload);
  if (payload + length + after !== end) throw new MalformedBatchError('tuple of a wrong length', payload);
  return decodeTuple(bytes, payload);
}

function wholeNumber(view: DataView, offset: number): number {
  const value = getU64(view, offset);
  if (value === undefined) throw new MalformedBatchError('number beyond 2^53', offset);
  return value;
}
