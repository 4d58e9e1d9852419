import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  joined,
  MESSAGE_BYTES,
  messagesOf,
  nextCall,
  PIECE_BYTES,
  piecesOf,
  totalBytes,
  type Piece,
} from '../../../../agent/sync/pieces.js';

const range = fc.record({
  offset: fc.integer({ min: 0, max: 5 * PIECE_BYTES }),
  length: fc.integer({ min: 1, max: 5 * PIECE_BYTES }),
});

describe('pieces', () => {
  it('are the whole range, one after the other, none longer than the limit', () => {
    fc.assert(
      fc.property(range, ({ offset, length }) => {
        let at = offset;
        for (const piece of piecesOf(3, { offset, length })) {
          expect(piece).toMatchObject({ file: 3, offset: at });
          expect(piece.length).toBeGreaterThan(0);
          expect(piece.length).toBeLessThanOrEqual(PIECE_BYTES);
          at += piece.length;
        }
        expect(at).toBe(offset + length);
      }),
    );
  });

  it('of a range that begins earlier are the same but for the first', () => {
    fc.assert(
      fc.property(range, fc.integer({ min: 1, max: PIECE_BYTES }), ({ offset, length }, more) => {
        fc.pre(offset >= more);
        const earlier = [...piecesOf(0, { offset: offset - more, length: length + more })];
        const [first, ...rest] = piecesOf(0, { offset, length });
        for (const piece of rest) expect(earlier).toContainEqual(piece);
        expect(first).toBeDefined();
      }),
    );
  });

  it('are asked for in calls that lose none, in order, and join to what was cut', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 20 }), (ranges) => {
        // One behind the other, with room between.
        let at = 0;
        const apart = ranges.map(({ offset, length }) => {
          const begin = at + (offset % 3);
          at = begin + length;
          return { offset: begin, length };
        });
        const all: Piece[] = apart.flatMap((each) => [...piecesOf(0, each)]);
        const waiting = [...all].reverse();
        const calls: Piece[][] = [];
        for (let call = nextCall(waiting); call.length > 0; call = nextCall(waiting)) calls.push(call);
        expect(calls.flat()).toEqual(all);
        for (const call of calls) {
          const whole = joined(call);
          expect(totalBytes(whole)).toBe(totalBytes(call));
          expect(whole.flatMap((each) => [...piecesOf(0, each)])).toEqual(call);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('join at whole multiples of their size, and never those of two files', () => {
    const ranges = joined([
      { file: 1, offset: 4, length: PIECE_BYTES - 4 },
      { file: 1, offset: PIECE_BYTES, length: 4 },
      { file: 2, offset: 0, length: PIECE_BYTES },
      { file: 3, offset: PIECE_BYTES, length: 1 },
    ]);
    expect(ranges).toEqual([
      { file: 1, offset: 4, length: PIECE_BYTES },
      { file: 2, offset: 0, length: PIECE_BYTES },
      { file: 3, offset: PIECE_BYTES, length: 1 },
    ]);
  });

  it('travel in messages that lose none, keep the order, and are of one file and no longer than the limit each', () => {
    const piece = fc.record({
      file: fc.integer({ min: 0, max: 2 }),
      offset: fc.nat(),
      length: fc.integer({ min: 1, max: PIECE_BYTES }),
    });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
        const messages = [...messagesOf(pieces)];
        expect(messages.flat()).toEqual(pieces);
        for (const message of messages) {
          expect(new Set(message.map(({ file }) => file)).size).toBe(1);
          expect(totalBytes(message)).toBeLessThanOrEqual(MESSAGE_BYTES);
        }
        // Small ones really travel together.
        for (const [index, [next]] of messages.slice(1).entries()) {
          const before = messages[index]!;
          const fits = totalBytes(before) + next.length <= MESSAGE_BYTES && before[0].file === next.file;
          expect(fits && before.length < 32).toBe(false);
        }
      }),
    );
  });
});
