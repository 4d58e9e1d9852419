import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Direction } from '../../../../../proxy/log/mod.js';
import { Reassembler } from '../../../../../proxy/duplicator/tap/reassembler.js';
import { Listener, segment, type WireSegment } from './wire.js';

/** One end of the connection: what it sends, from which number, and what is told about each byte on the way. */
interface End {
  readonly isn: number;
  readonly bytes: Uint8Array;
}

/** A piece of a stream on the wire, by offsets; `at` moves it among the others, `lost` keeps it from the tap. */
interface Piece {
  readonly direction: Direction;
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly lost: boolean;
}

const end = fc.record({
  // Often just before the wrap.
  isn: fc.oneof(fc.integer({ min: 0, max: 0xffff_ffff }), fc.integer({ min: 0xffff_ff00, max: 0xffff_ffff })),
  bytes: fc.uint8Array({ minLength: 0, maxLength: 400 }),
});

/** Cuts a stream into pieces that cover it, and adds others that overlap or repeat. */
function pieces(direction: Direction, length: number, losing: boolean): fc.Arbitrary<Piece[]> {
  const lost = losing ? fc.boolean() : fc.constant(false);
  const cuts = fc
    .array(fc.nat(length), { maxLength: 12 })
    .map((each) => [...new Set([0, ...each, length])].sort((a, b) => a - b));
  const cover = cuts.chain((edges) =>
    fc.tuple(
      ...edges.slice(1).map((to, i) =>
        fc.record({ jitter: fc.integer({ min: -3, max: 3 }), lost }).map(({ jitter, lost: isLost }) => ({
          direction,
          from: edges[i]!,
          to,
          at: i + jitter,
          lost: isLost,
        })),
      ),
    ),
  );
  const again = fc.array(
    fc
      .record({ a: fc.nat(length), b: fc.nat(length), at: fc.integer({ min: -2, max: 16 }), lost })
      .map(({ a, b, at, lost: isLost }) => ({
        direction,
        from: Math.min(a, b),
        to: Math.max(a, b),
        at,
        lost: isLost,
      })),
    { maxLength: 6 },
  );
  return fc.tuple(cover, again).map(([covering, extra]) => [...covering, ...extra]);
}

const conversation = (losing: boolean) =>
  fc.record({ in: end, out: end }).chain((ends) =>
    fc.record({
      ends: fc.constant(ends),
      pieces: fc
        .tuple(pieces('in', ends.in.bytes.length, losing), pieces('out', ends.out.bytes.length, losing))
        .map(([a, b]) => [...a, ...b].sort((one, other) => one.at - other.at)),
      halfClose: fc.boolean(),
    }),
  );

/** Plays the pieces as two real ends would: each acknowledges what it has without a hole. */
function play(ends: { in: End; out: End }, wire: readonly Piece[], handshake: boolean) {
  const listener = new Listener();
  const reassembler = new Reassembler(listener);
  const got = { in: new Uint8Array(ends.in.bytes.length), out: new Uint8Array(ends.out.bytes.length) };
  const received = (direction: Direction): number => {
    const missing = got[direction].indexOf(0);
    return missing === -1 ? got[direction].length : missing;
  };
  const seq = (direction: Direction, offset: number): number => (ends[direction].isn + 1 + offset) >>> 0;
  const other = (direction: Direction): Direction => (direction === 'in' ? 'out' : 'in');
  let timeUs = 1;
  const feed = (each: WireSegment): void => reassembler.segment(segment(each), timeUs++);
  const finSent = { in: false, out: false };
  const ackOf = (direction: Direction): number =>
    seq(other(direction), received(other(direction)) + (finSent[other(direction)] ? 1 : 0));
  if (handshake) {
    feed({ direction: 'in', seq: ends.in.isn, flags: 'S' });
    feed({ direction: 'out', seq: ends.out.isn, ack: seq('in', 0), flags: 'S' });
  }
  const tapSaw = { in: new Uint8Array(ends.in.bytes.length), out: new Uint8Array(ends.out.bytes.length) };
  for (const { direction, from, to, lost } of wire) {
    if (lost) {
      reassembler.noteLoss();
    } else {
      tapSaw[direction].fill(1, from, to);
      feed({
        direction,
        seq: seq(direction, from),
        ack: ackOf(direction),
        payload: ends[direction].bytes.subarray(from, to),
      });
    }
    got[direction].fill(1, from, to);
    feed({
      direction: other(direction),
      seq: seq(other(direction), ends[other(direction)].bytes.length),
      ack: ackOf(other(direction)),
    });
  }
  const close = (direction: Direction): void => {
    feed({ direction, seq: seq(direction, ends[direction].bytes.length), ack: ackOf(direction), flags: 'F' });
    finSent[direction] = true;
    feed({
      direction: other(direction),
      seq: seq(other(direction), ends[other(direction)].bytes.length),
      ack: ackOf(other(direction)),
    });
  };
  return { listener, reassembler, close, seq, tapSaw };
}

/** Each direction as told: contiguous, the bytes right, and where the gaps lie. */
function follow(listener: Listener, direction: Direction, sent: End, first: number | undefined) {
  const gaps: { from: number; to: number }[] = [];
  let next = first;
  const offset = (seq: number): number => (seq - sent.isn - 1) >>> 0;
  for (const told of listener.told) {
    if (told.kind !== 'data' && told.kind !== 'gap') continue;
    if (told.direction !== direction) continue;
    const from = offset(told.seq);
    next ??= from;
    expect(from).toBe(next);
    if (told.kind === 'gap') gaps.push({ from, to: from + told.gapBytes });
    else
      expect(Buffer.from(told.bytes)).toEqual(
        Buffer.from(sent.bytes.subarray(from, from + told.bytes.length)),
      );
    next = from + (told.kind === 'gap' ? told.gapBytes : told.bytes.length);
  }
  return { gaps, end: next ?? 0, start: first };
}

describe('reassembly', () => {
  it('gives exactly what was sent, however it was cut, ordered and repeated', () => {
    fc.assert(
      fc.property(conversation(false), ({ ends, pieces: wire, halfClose }) => {
        const { listener, reassembler, close, seq } = play(ends, wire, true);
        close(halfClose ? 'in' : 'out');
        close(halfClose ? 'out' : 'in');
        for (const direction of ['in', 'out'] as const) {
          const { gaps, end: last } = follow(listener, direction, ends[direction], 0);
          expect(gaps).toEqual([]);
          expect(last).toBe(ends[direction].bytes.length);
          expect(listener.told.filter((told) => told.kind === 'end' && told.direction === direction)).toEqual(
            [{ kind: 'end', connection: 1, direction, seq: seq(direction, last) }],
          );
        }
        expect(listener.kinds().filter((kind) => kind === 'open' || kind === 'accept')).toEqual([
          'open',
          'accept',
        ]);
        expect(reassembler.connections).toBe(0);
        expect(reassembler.heldBytes).toBe(0);
        expect(reassembler.odd.of('impossible-ack')).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('says exactly what is missing when the tap has lost segments', () => {
    fc.assert(
      fc.property(conversation(true), ({ ends, pieces: wire }) => {
        const { listener, reassembler, close, tapSaw } = play(ends, wire, true);
        for (const direction of ['in', 'out'] as const) {
          const { gaps, end: last } = follow(listener, direction, ends[direction], 0);
          expect(last).toBe(ends[direction].bytes.length);
          // Whatever the tap never saw is in a gap; a gap may also hold what it saw too late.
          const inGap = new Uint8Array(ends[direction].bytes.length);
          for (const { from, to } of gaps) inGap.fill(1, from, to);
          for (const [i, saw] of tapSaw[direction].entries()) if (saw === 0) expect(inGap[i]).toBe(1);
          if (wire.every((piece) => !piece.lost)) expect(gaps).toEqual([]);
        }
        close('in');
        close('out');
        expect(reassembler.connections).toBe(0);
        expect(reassembler.heldBytes).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('starts in the middle of a conversation without a gap that is none', () => {
    fc.assert(
      fc.property(conversation(false), fc.nat(20), ({ ends, pieces: wire }, from) => {
        // What went before the tap has arrived, or is still under way.
        const { listener } = play(ends, wire.slice(from), false);
        for (const direction of ['in', 'out'] as const) {
          const { gaps } = follow(listener, direction, ends[direction], undefined);
          const firstSeen = wire.slice(from).filter((piece) => piece.direction === direction);
          // A hole can only be what was under way when the tap started, behind bytes sent again.
          if (firstSeen.length === 0) expect(gaps).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
