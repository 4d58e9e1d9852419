import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BatchWriter,
  LEAST_BATCH_BYTES,
  MAX_DATA_BYTES,
  MalformedBatchError,
  UnknownBatchVersionError,
  decodeBatch,
  encodeBatch,
  type Batch,
  type LogRecord,
} from '../../../../proxy/log/mod.js';
import { formatAddress } from '../../../../runtime/ip/mod.js';

const u32 = fc.integer({ min: 0, max: 0xffff_ffff });
const whole = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const address = (size: number) =>
  fc.uint8Array({ minLength: size, maxLength: size }).map((bytes) => formatAddress(bytes));
const endpoint = (size: number) =>
  fc.record({ address: address(size), port: fc.integer({ min: 0, max: 65535 }) });
const tuple = fc
  .constantFrom(4, 16)
  .chain((size) => fc.record({ local: endpoint(size), remote: endpoint(size) }));
const direction = fc.constantFrom('in' as const, 'out' as const);
const base = { connection: u32, timeUs: fc.integer({ min: 0, max: 4_000_000 }) };
const kind = <K extends LogRecord['kind']>(name: K) => fc.constant(name);
const record: fc.Arbitrary<LogRecord> = fc.oneof(
  fc.record({ kind: kind('open'), ...base, direction, seq: u32, tuple }),
  fc.record({ kind: kind('accept'), ...base, direction, seq: u32 }),
  fc.record({
    kind: kind('seen'),
    ...base,
    tuple,
    nextIn: fc.option(u32, { nil: undefined }),
    nextOut: fc.option(u32, { nil: undefined }),
    endedIn: fc.boolean(),
    endedOut: fc.boolean(),
  }),
  fc.record({
    kind: kind('data'),
    ...base,
    direction,
    seq: u32,
    bytes: fc.uint8Array({ minLength: 1, maxLength: 300 }),
  }),
  fc.record({ kind: kind('end'), ...base, direction, seq: u32 }),
  fc.record({ kind: kind('reset'), ...base, direction }),
  fc.record({ kind: kind('gap'), ...base, direction, seq: u32, gapBytes: whole }),
  fc.record({
    kind: kind('mark'),
    ...base,
    connection: fc.constant(0),
    id: fc.stringMatching(/^[ -~]{0,40}$/),
  }),
  fc.record({ kind: kind('read'), ...base, seq: u32 }),
);
const batch: fc.Arbitrary<Batch> = fc.record({
  epoch: whole,
  sequence: whole,
  records: fc
    .tuple(fc.integer({ min: 0, max: 1e12 }), fc.array(record, { maxLength: 30 }))
    .map(([start, records]) =>
      records.sort((a, b) => a.timeUs - b.timeUs).map((each) => ({ ...each, timeUs: each.timeUs + start })),
    ),
});

describe('batch', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(batch, (written) => {
        expect(decodeBatch(encodeBatch(written))).toEqual(written);
      }),
    );
  });

  it('is refused with a typed error, or read and written back the same, when its bytes are changed', () => {
    const change = fc.record({ at: fc.nat(), value: fc.integer({ min: 0, max: 255 }) });
    fc.assert(
      fc.property(
        batch,
        fc.array(change, { maxLength: 4 }),
        fc.nat(),
        fc.boolean(),
        (written, changes, cut, cutting) => {
          // Its own memory, so that a read past the end would not find neighbours.
          let bytes = Uint8Array.from(encodeBatch(written));
          for (const { at, value } of changes) bytes[at % bytes.length] = value;
          if (cutting) bytes = bytes.slice(0, cut % bytes.length);
          expectTypedOrSame(bytes);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('refuses any bytes with a typed error', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), expectTypedOrSame), { numRuns: 2000 });
  });

  it('names a format it does not know', () => {
    const bytes = encodeBatch({ epoch: 1, sequence: 2, records: [] });
    bytes[4] = 9;
    expect(() => decodeBatch(bytes)).toThrow(UnknownBatchVersionError);
  });
});

describe('BatchWriter', () => {
  it('refuses a record that does not fit and leaves the batch whole', () => {
    const writer = new BatchWriter(5, new Uint8Array(LEAST_BATCH_BYTES));
    const bytes = new Uint8Array(MAX_DATA_BYTES).fill(7);
    writer.begin(3);
    expect(writer.dataRoom).toBe(MAX_DATA_BYTES);
    expect(writer.data(1, 10, 'in', 0xffff_ffff, bytes, 0, bytes.length)).toBe(true);
    expect(writer.dataRoom).toBe(0);
    expect(writer.end(1, 11, 'in', 5)).toBe(false);
    const { records, sequence, epoch } = decodeBatch(writer.finish());
    expect({ sequence, epoch }).toEqual({ sequence: 3, epoch: 5 });
    expect(records).toEqual([
      { kind: 'data', connection: 1, timeUs: 10, direction: 'in', seq: 0xffff_ffff, bytes },
    ]);
  });

  it('writes into a new buffer without touching the one handed out', () => {
    const writer = new BatchWriter(5, new Uint8Array(1000));
    writer.begin(0);
    writer.read(1, 10, 100);
    const first = writer.finish();
    const copy = Uint8Array.from(first);
    writer.begin(1, new Uint8Array(1000));
    writer.read(2, 11, 0xffff_ffff);
    expect(first).toEqual(copy);
    expect(decodeBatch(writer.finish()).records).toEqual([
      { kind: 'read', connection: 2, timeUs: 11, seq: 0xffff_ffff },
    ]);
  });

  it('starts another batch when 32 bits of time do not reach', () => {
    const writer = new BatchWriter(5, new Uint8Array(1000));
    writer.begin(0);
    writer.read(1, 10, 0);
    expect(writer.read(1, 11 + 0xffff_ffff, 0)).toBe(false);
    expect(() => writer.read(1, 9, 0)).toThrow(RangeError);
  });
});

function expectTypedOrSame(bytes: Uint8Array): void {
  let decoded: Batch;
  try {
    decoded = decodeBatch(bytes);
  } catch (error) {
    if (error instanceof MalformedBatchError || error instanceof UnknownBatchVersionError) return;
    throw error;
  }
  // What is accepted has one encoding only, but for the base time, which is free when no record sits on it.
  expect(decodeBatch(encodeBatch(sortedByTime(decoded)))).toEqual(sortedByTime(decoded));
}

/** A changed batch may hold times in any order, which a writer refuses. */
function sortedByTime(changed: Batch): Batch {
  const records = [...changed.records].sort((a, b) => a.timeUs - b.timeUs);
  const start = records[0]?.timeUs ?? 0;
  return { ...changed, records: records.filter((each) => each.timeUs - start <= 0xffff_ffff) };
}
