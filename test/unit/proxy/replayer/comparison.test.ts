import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Comparison } from '../../../../proxy/replayer/comparison.js';

interface Piece {
  readonly side: 'production' | 'replica';
  readonly bytes: Uint8Array;
}

/** Cuts both streams into pieces and deals them out in the order that `luck` says. */
function deal(production: Uint8Array, replica: Uint8Array, luck: () => number): Piece[] {
  const left = { production, replica };
  const pieces: Piece[] = [];
  while (left.production.length + left.replica.length > 0) {
    const side =
      left.replica.length === 0 || (left.production.length > 0 && luck() % 2 === 0)
        ? 'production'
        : 'replica';
    const length = 1 + (luck() % left[side].length);
    pieces.push({ side, bytes: left[side].subarray(0, length) });
    left[side] = left[side].subarray(length);
  }
  return pieces;
}

function play(comparison: Comparison, pieces: Piece[]): void {
  for (const { side, bytes } of pieces) {
    if (side === 'production') comparison.expect(bytes);
    else {
      const buffer = Uint8Array.from(bytes);
      comparison.actual(buffer);
      buffer.fill(0xee); // The socket's buffer is used again.
    }
  }
}

const stream = fc.uint8Array({ minLength: 0, maxLength: 400 });

describe('comparison', () => {
  it('finds equal streams equal, whichever side comes first and in whatever pieces', () => {
    fc.assert(
      fc.property(stream, fc.infiniteStream(fc.nat()), (bytes, luck) => {
        const comparison = new Comparison();
        play(
          comparison,
          deal(bytes, bytes, () => luck.next().value as number),
        );
        expect(comparison.difference).toBeUndefined();
        expect(comparison.heldBytes).toBe(0);
        expect(comparison.produced).toBe(bytes.length);
        expect(comparison.said).toBe(bytes.length);
        expect(comparison.outstanding).toBe(0);
      }),
    );
  });

  it('finds the first differing byte', () => {
    fc.assert(
      fc.property(stream, stream, fc.infiniteStream(fc.nat()), (a, b, luck) => {
        const comparison = new Comparison();
        play(
          comparison,
          deal(a, b, () => luck.next().value as number),
        );
        const common = Math.min(a.length, b.length);
        const at = a.findIndex((byte, i) => i < common && byte !== b[i]);
        expect(comparison.produced).toBe(b.length);
        if (at === -1) {
          expect(comparison.difference).toBeUndefined();
          expect(comparison.heldBytes).toBe(Math.abs(a.length - b.length));
          expect(comparison.early).toBe(Math.max(0, b.length - a.length));
          expect(comparison.outstanding).toBe(Math.max(0, a.length - b.length));
          return;
        }
        const { kind, offset, expected, actual } = comparison.difference!;
        expect({ kind, offset }).toEqual({ kind: 'bytes', offset: at });
        expect(expected.length).toBeGreaterThan(0);
        expect(actual.length).toBeGreaterThan(0);
        expect(expected).toEqual(a.slice(at, at + expected.length));
        expect(actual).toEqual(b.slice(at, at + actual.length));
        expect(Math.max(expected.length, actual.length)).toBeLessThanOrEqual(32);
        expect(comparison.heldBytes).toBe(0);
      }),
    );
  });

  it('takes any bytes where production is not known', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 50 }),
        stream,
        stream,
        fc.infiniteStream(fc.nat()),
        (skip, lead, bytes, luck) => {
          const comparison = new Comparison();
          const unknown = Uint8Array.from({ length: skip }, (_, i) => lead[i] ?? 7);
          const early = skip % 2 === 0 ? 0 : Math.min(3, skip);
          comparison.actual(unknown.subarray(0, early));
          comparison.skip(skip);
          play(
            comparison,
            deal(
              bytes,
              Uint8Array.from([...unknown.subarray(early), ...bytes]),
              () => luck.next().value as number,
            ),
          );
          expect(comparison.difference).toBeUndefined();
          expect(comparison.heldBytes).toBe(0);
          comparison.expectNothingMore();
          comparison.actual(Uint8Array.of(1, 2, 3));
          comparison.expect(Uint8Array.of(4, 5));
          expect(comparison.difference).toBeUndefined();
          expect(comparison.heldBytes).toBe(0);
          expect(comparison.produced).toBe(skip + bytes.length + 3);
        },
      ),
    );
  });

  it('shows what is short or too much', () => {
    const short = new Comparison();
    short.expect(Buffer.from('+OK\r\n'));
    short.actual(Buffer.from('+O'));
    expect(short.shortfall('missing')).toEqual({
      kind: 'missing',
      offset: 2,
      expected: Uint8Array.from(Buffer.from('K\r\n')),
      actual: new Uint8Array(0),
    });
    const long = new Comparison();
    long.expect(Buffer.from('ab'));
    long.actual(Buffer.from('abcd'));
    expect(long.shortfall('extra')).toMatchObject({
      kind: 'extra',
      offset: 2,
      actual: Uint8Array.from(Buffer.from('cd')),
    });
  });
});
