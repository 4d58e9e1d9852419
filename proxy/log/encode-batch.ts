import { BatchWriter } from './batch-writer.js';
import { BATCH_HEADER_BYTES, RECORD_HEADER_BYTES } from './format.js';
import type { Batch, LogRecord } from './record.js';
import { encodeTuple } from './tuple.js';

/** Encodes a batch held as objects: for what is not on the hot path. Throws RangeError when times go back. */
export function encodeBatch(batch: Batch): Uint8Array {
  const room = batch.records.reduce(
    (sum, record) => sum + RECORD_HEADER_BYTES + (record.kind === 'data' ? record.bytes.length : 300),
    BATCH_HEADER_BYTES,
  );
  const writer = new BatchWriter(batch.epoch, new Uint8Array(room));
  writer.begin(batch.sequence);
  for (const record of batch.records) {
    if (!writeRecord(writer, record))
      throw new RangeError('the records of a batch lie more than 71 minutes apart');
  }
  return writer.finish();
}

function writeRecord(writer: BatchWriter, record: LogRecord): boolean {
  const { connection, timeUs } = record;
  switch (record.kind) {
    case 'open':
      return writer.open(connection, timeUs, record.direction, record.seq, encodeTuple(record.tuple));
    case 'accept':
      return writer.accept(connection, timeUs, record.direction, record.seq);
    case 'seen':
      return writer.seen(connection, timeUs, { ...record, tuple: encodeTuple(record.tuple) });
    case 'data': {
      const { bytes } = record;
      return writer.data(connection, timeUs, record.direction, record.seq, bytes, 0, bytes.length);
    }
    case 'end':
      return writer.end(connection, timeUs, record.direction, record.seq);
    case 'reset':
      return writer.reset(connection, timeUs, record.direction);
    case 'gap':
      return writer.gap(connection, timeUs, record.direction, record.seq, record.gapBytes);
    case 'mark':
      return writer.mark(timeUs, record.id);
    case 'read':
      return writer.read(connection, timeUs, record.seq);
  }
}
