import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeBatch,
  type Batch,
  type Direction,
  type FinishedBatch,
  type LogRecord,
} from '../../../../../proxy/log/mod.js';
import { Connection } from '../../../../../proxy/duplicator/tap/connection.js';
import { BATCH_BYTES, Recorder } from '../../../../../proxy/duplicator/tap/recorder.js';
import { segment } from './wire.js';

/** A log that acknowledges when told to. */
class Outlet {
  readonly batches: FinishedBatch[] = [];
  acknowledged = 0;

  get heldBytes(): number {
    return this.batches.slice(this.acknowledged).reduce((sum, { heldBytes }) => sum + heldBytes, 0);
  }
  add(batch: FinishedBatch): void {
    expect(batch.sequence).toBe(this.batches.length);
    this.batches.push(batch);
  }
  decoded(): Batch[] {
    return this.batches.map(({ bytes }) => decodeBatch(bytes));
  }
  records(): LogRecord[] {
    return this.decoded().flatMap(({ records }) => records);
  }
}

function connection(number: number): Connection {
  const made = new Connection(number, segment({ direction: 'in', seq: 0, port: number }), 'in', 0, 0, true);
  made.in.begin(100);
  made.out.begin(200);
  return made;
}

const room = 4 * BATCH_BYTES;

describe('Recorder', () => {
  it('cuts data to the length of a record and of a batch, and loses nothing', () => {
    const outlet = new Outlet();
    const recorder = new Recorder(outlet, 7, 1e9);
    const bytes = new Uint8Array(300_000).map((_, i) => i * 31);
    recorder.data(connection(1), 5, 'in', 0xffff_fff0, bytes, 10, 300_000);
    recorder.flush();
    const parts = outlet.records().map((record) => (record.kind === 'data' ? record : undefined)!);
    expect(Buffer.concat(parts.map((part) => part.bytes))).toEqual(Buffer.from(bytes.subarray(10)));
    let next = 0xffff_fff0;
    for (const part of parts) {
      expect(part.seq).toBe(next);
      next = (next + part.bytes.length) >>> 0;
    }
    expect(outlet.batches.reduce((sum, { payloadBytes }) => sum + payloadBytes, 0)).toBe(299_990);
  });

  it('begins a batch with a mark and the connections that live', () => {
    const outlet = new Outlet();
    const recorder = new Recorder(outlet, 7, 1e9);
    const [one, other] = [connection(1), connection(2)];
    recorder.ended(one, 5, 'in', 100);
    one.in.ended = true;
    one.in.next = 101;
    other.out.provisional = true;
    const place = recorder.mark('m', 6, () => {
      recorder.seen(one, 6);
      recorder.seen(other, 6);
    });
    expect(place).toEqual({ first: 1, last: 1 });
    expect(outlet.decoded()[1]!.records).toMatchObject([
      { kind: 'mark', id: 'm', timeUs: 6 },
      { kind: 'seen', connection: 1, nextIn: 100, endedIn: true, nextOut: 200, endedOut: false },
      { kind: 'seen', connection: 2, nextIn: 100, endedIn: false, nextOut: undefined },
    ]);
  });

  it('spreads a mark over batches when there are many connections', () => {
    const outlet = new Outlet();
    const recorder = new Recorder(outlet, 7, 1e9);
    const many = Array.from({ length: 4000 }, (_, i) => connection(i + 1));
    const place = recorder.mark('m', 6, () => many.forEach((each) => recorder.seen(each, 6)));
    expect(place).toEqual({ first: 0, last: outlet.batches.length - 1 });
    expect(outlet.records().filter(({ kind }) => kind === 'seen')).toHaveLength(4000);
  });

  it('records reads of what came in, ends that a program must have read, and arrivals where reads cannot be seen', () => {
    const outlet = new Outlet();
    const recorder = new Recorder(outlet, 7, 1e9);
    const one = connection(1);
    const bytes = Uint8Array.of(1, 2);
    recorder.data(one, 1, 'in', 100, bytes, 0, 2);
    recorder.ended(one, 1, 'in', 102);
    one.in.ended = true;
    recorder.ended(one, 2, 'out', 200);
    recorder.flush();
    expect(outlet.records().map(({ kind }) => kind)).toEqual(['data', 'end', 'end']);

    recorder.recordReads([6379]);
    const [seen, unseen] = [connection(2), connection(3)];
    unseen.key[8] = (80 << 16) | 33_000;
    recorder.data(seen, 3, 'in', 100, bytes, 0, 2);
    recorder.read(seen, 4, 101);
    // Somebody has only looked.
    recorder.read(seen, 5, 101);
    recorder.read(seen, 5, 102);
    recorder.ended(seen, 6, 'in', 102);
    seen.in.ended = true;
    seen.in.next = 103;
    recorder.ended(seen, 7, 'out', 200);
    recorder.data(unseen, 8, 'in', 100, bytes, 0, 2);
    recorder.flush();
    const later = outlet.records().slice(3);
    expect(
      later.map((record) => [record.kind, record.connection, record.kind === 'read' ? record.seq : '']),
    ).toEqual([
      ['data', 2, ''],
      ['read', 2, 101],
      ['read', 2, 102],
      ['end', 2, ''],
      ['read', 2, 103],
      ['end', 2, ''],
      ['data', 3, ''],
      ['read', 3, 102],
    ]);
  });

  it('refuses a mark while there is no room', () => {
    const recorder = new Recorder(new Outlet(), 7, room);
    recorder.data(connection(1), 1, 'in', 100, new Uint8Array(1e6), 0, 1e6);
    expect(recorder.dropping).toBe(true);
    expect(recorder.mark('m', 2, () => undefined)).toBeUndefined();
  });

  it('writes everything or exactly one gap for what was dropped, and the order of each connection', () => {
    const step = fc.record({
      connection: fc.nat(3),
      kind: fc.constantFrom('data', 'data', 'data', 'end', 'acknowledge', 'flush'),
      direction: fc.constantFrom<Direction>('in', 'out'),
      bytes: fc.integer({ min: 1, max: 60_000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (script) => {
        const outlet = new Outlet();
        const recorder = new Recorder(outlet, 7, room);
        const connections = [1, 2, 3, 4].map(connection);
        const sent = connections.map(() => ({
          in: 0,
          out: 0,
          opened: false,
          ended: { in: false, out: false },
        }));
        const memory = new Uint8Array(60_000).map((_, i) => i);
        let timeUs = 0;
        for (const { connection: index, kind, direction, bytes } of script) {
          timeUs += 1;
          const to = connections[index]!;
          const state = sent[index]!;
          if (kind === 'acknowledge') {
            outlet.acknowledged = outlet.batches.length;
            if (recorder.dropping) recorder.flush();
          } else if (kind === 'flush') {
            recorder.flush();
          } else if (!state.opened) {
            state.opened = true;
            recorder.opened(to, timeUs, 'in', 0);
          } else if (!state.ended[direction]) {
            if (kind === 'end') {
              recorder.ended(to, timeUs, direction, state[direction]);
              state.ended[direction] = true;
            } else {
              recorder.data(to, timeUs, direction, state[direction], memory, 0, bytes);
              state[direction] += bytes;
            }
          }
        }
        recorder.flush();
        while (recorder.dropping || outlet.acknowledged < outlet.batches.length) {
          outlet.acknowledged = outlet.batches.length;
          recorder.flush();
        }
        const records = outlet.records();
        for (const [index, { number }] of connections.entries()) {
          const own = records.filter((record) => record.connection === number);
          if (sent[index]!.opened) expect(own[0]).toMatchObject({ kind: 'open' });
          for (const direction of ['in', 'out'] as const) {
            let next = 0;
            let afterGap = false;
            for (const record of own) {
              if (!('direction' in record) || record.direction !== direction) continue;
              if (record.kind === 'data' || record.kind === 'gap') {
                expect(record.seq).toBe(next);
                // Adjacent gaps would be one loss told twice.
                if (record.kind === 'gap') expect(afterGap).toBe(false);
                afterGap = record.kind === 'gap';
                next += record.kind === 'data' ? record.bytes.length : record.gapBytes;
              } else if (record.kind === 'end') {
                expect(record.seq).toBe(next);
              }
            }
            expect(next).toBe(sent[index]![direction]);
            const ends = own.filter((record) => record.kind === 'end' && record.direction === direction);
            expect(ends).toHaveLength(sent[index]!.ended[direction] ? 1 : 0);
          }
        }
        const gaps = records.filter(({ kind }) => kind === 'gap');
        expect(outlet.batches.reduce((sum, batch) => sum + batch.gaps, 0)).toBe(gaps.length);
        expect(outlet.batches.reduce((sum, batch) => sum + batch.records, 0)).toBe(records.length);
      }),
      { numRuns: 300 },
    );
  });
});
