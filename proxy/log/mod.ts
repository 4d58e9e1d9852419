export * from './record.js';
export { BatchWriter, LEAST_BATCH_BYTES, type SeenState } from './batch-writer.js';
export { decodeBatch } from './decode-batch.js';
export { diskRoom } from './disk-room.js';
export { encodeBatch } from './encode-batch.js';
export { MalformedBatchError, UnknownBatchVersionError } from './errors.js';
export { decodeTuple, encodeRawTuple, encodeTuple } from './tuple.js';
export type { FinishedBatch } from './finished-batch.js';
export { LogPublisher, type PublisherOptions, type PublisherTotals } from './publisher.js';
