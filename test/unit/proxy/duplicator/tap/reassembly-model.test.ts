import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Direction } from '../../../../../proxy/log/mod.js';
import { Reassembler } from '../../../../../proxy/duplicator/tap/reassembler.js';
import { Choices, converse, LIFE_STEP, onWire, type End, type Packet } from './tcp-model.js';
import { Listener, segment } from './wire.js';

const BOTH = ['in', 'out'] as const;

/** Often just before the wrap. */
const number = fc.oneof(
  fc.integer({ min: 0, max: 0xffff_ffff }),
  fc.integer({ min: 0xffff_ff80, max: 0xffff_ffff }),
);
const scene = fc.record({
  isn: fc.record({ in: number, out: number }),
  dataIn: fc.uint8Array({ maxLength: 120 }),
  dataOut: fc.uint8Array({ maxLength: 120 }),
  choices: fc.array(fc.nat(240), { maxLength: 250, size: 'max' }),
  resets: fc.boolean(),
  forgets: fc.boolean(),
});
type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

/** What the tap saw of one direction, byte by byte, and its records so far. */
class Judge {
  readonly direction: Direction;
  readonly sent: Uint8Array;
  isn: number;
  readonly seen: Uint8Array;
  finSeen = false;
  /** The first byte recorded or missed, and the byte behind the last. */
  start: number | undefined;
  next: number | undefined;
  gapBytes = 0;
  ends = 0;
  answerMissed = true;

  constructor(direction: Direction, sent: Uint8Array, isn: number, start: number | undefined) {
    this.direction = direction;
    this.sent = sent;
    this.isn = isn;
    this.seen = new Uint8Array(sent.length + 1);
    this.start = start;
    this.next = start;
  }

  /** Also anew, with another first number, while nothing was said. */
  #answered(first: number): void {
    const step = (first - this.isn - 1) | 0;
    expect(Math.abs(step % LIFE_STEP)).toBe(0);
    if (step !== 0) expect(this.next ?? 0).toBe(0);
    this.isn = (this.isn + step) >>> 0;
  }

  saw(packet: Packet): void {
    if (packet.direction !== this.direction || packet.rst) return;
    if (packet.syn) this.answerMissed = false;
    if (packet.syn) return;
    // A probe's byte is none of the stream.
    if (packet.bytes.length === 1 && packet.bytes[0] !== this.sent[packet.from]) return;
    this.seen.fill(1, packet.from, packet.from + packet.bytes.length);
    if (packet.fin) this.seen[this.sent.length] = 1;
  }

  /** One record: it lies behind the one before, has the right bytes, and is a gap only where nothing was seen. */
  told(record: Listener['told'][number]): void {
    if (!('direction' in record) || record.direction !== this.direction) return;
    // Of an answer that was missed, it says only where the first is that was seen.
    if (record.kind === 'accept' && !this.answerMissed) this.#answered(record.seq);
    if (record.kind !== 'data' && record.kind !== 'gap' && record.kind !== 'end') return;
    const from = ((record.seq - this.isn - 1) << 0) | 0;
    this.start ??= from;
    if (this.next !== undefined) expect(from).toBe(this.next);
    const length = record.kind === 'data' ? record.bytes.length : record.kind === 'gap' ? record.gapBytes : 0;
    this.next = from + length;
    if (record.kind === 'data') {
      expect(Buffer.compare(record.bytes, this.sent.subarray(from, from + length))).toBe(0);
    } else if (record.kind === 'gap') {
      this.gapBytes += length;
      // Of unknown size: the answer to the dial was missed, and with it where the stream began.
      if (length === 0) expect(this.answerMissed).toBe(true);
      expect(this.seen.subarray(from, from + length).includes(1)).toBe(false);
    } else {
      this.ends += 1;
      expect(from).toBe(this.sent.length);
    }
  }
}

interface Watched {
  readonly ends: { readonly client: End; readonly server: End };
  readonly judges: Record<Direction, Judge>;
  readonly listener: Listener;
  readonly reassembler: Reassembler;
  /** What the programs had got when the first reset passed the tap, if one did. */
  readonly got: Record<Direction, number> | undefined;
}

/** Runs the scene; the tap sees a packet if `sees` says so, and then knows of a loss unless it is told nothing. */
function watch(
  { isn, dataIn, dataOut, choices, resets, forgets }: Scene,
  sees: (number: number, packet: Packet) => boolean,
  knowsOfLoss: boolean,
  starts: number | undefined,
): Watched {
  const listener = new Listener();
  const reassembler = new Reassembler(listener);
  const judges = {
    in: new Judge('in', dataIn, isn.in, starts),
    out: new Judge('out', dataOut, isn.out, starts),
  };
  let count = 0;
  let told = 0;
  const got = { in: 0, out: 0 };
  let reset = false;
  const tap = (packet: Packet, client: End, server: End): void => {
    count += 1;
    // Behind a reset that has passed, what one end still takes is the network's whim.
    if (!reset) [got.in, got.out] = [server.received, client.received];
    reset ||= packet.rst;
    if (!sees(count, packet)) {
      if (knowsOfLoss) reassembler.noteLoss();
      return;
    }
    for (const direction of BOTH) judges[direction].saw(packet);
    reassembler.segment(segment(onWire(packet, isn)), count);
    for (; told < listener.told.length; told += 1)
      for (const direction of BOTH) judges[direction].told(listener.told[told]!);
  };
  const ends = converse({ dataIn, dataOut, choices: new Choices(choices), resets, forgets, tap });
  return { ends, judges, listener, reassembler, got: reset ? got : undefined };
}

describe('reassembly, judged by what the two ends of a model took', () => {
  it('gives every byte and both ends, whatever the network does on either side of the tap', () => {
    fc.assert(
      fc.property(scene, (each) => {
        const { ends, judges, listener, reassembler, got } = watch(each, () => true, false, 0);
        const wasReset = ends.client.state === 'reset' || ends.server.state === 'reset';
        const { in: inward, out: outward } = judges;
        expect(inward.gapBytes + outward.gapBytes).toBe(0);
        // All that a program got is there, and what it did not get because of a reset may be.
        expect(inward.next).toBeGreaterThanOrEqual(got?.in ?? ends.server.received);
        expect(outward.next).toBeGreaterThanOrEqual(got?.out ?? ends.client.received);
        const kinds = listener.kinds();
        expect(kinds.slice(0, 2)).toEqual(['open', 'accept']);
        const dials = kinds.filter((kind) => kind === 'open' || kind === 'accept' || kind === 'seen');
        // A dial whose answer was forgotten is answered anew, or refused and then answered when it comes again.
        if (each.forgets) expect(dials).not.toContain('seen');
        else expect(dials).toHaveLength(2);
        expect(kinds.filter((kind) => kind === 'reset').length).toBeLessThanOrEqual(
          wasReset ? dials.filter((kind) => kind === 'open').length : 0,
        );
        // Of an answer that was forgotten.
        if (!each.forgets) expect(reassembler.odd.of('impossible-ack')).toBe(0);
        expect(reassembler.odd.of('out-of-window')).toBe(0);
        if (wasReset) return;
        expect([inward.next, outward.next]).toEqual([each.dataIn.length, each.dataOut.length]);
        expect([inward.ends, outward.ends]).toEqual([1, 1]);
        expect(reassembler.connections).toBe(0);
        expect(reassembler.heldBytes).toBe(0);
      }),
      { numRuns: 400 },
    );
  });

  it('says exactly what it missed, and nothing else', () => {
    fc.assert(
      fc.property(scene, fc.array(fc.nat(9), { minLength: 1, maxLength: 40 }), (each, misses) => {
        // The dial is seen; what follows is missed one time in ten or so.
        const sees = (count: number): boolean => count === 1 || misses[count % misses.length] !== 9;
        const { ends, judges } = watch({ ...each, resets: false, forgets: false }, sees, true, undefined);
        for (const direction of BOTH) {
          const judge = judges[direction];
          const receiver = direction === 'in' ? ends.server : ends.client;
          const first = judge.start ?? 0;
          // Nothing that was seen is left out, but for what came before a direction that was picked up late.
          const recorded = judge.next ?? 0;
          for (let i = Math.max(first, recorded); i < judge.sent.length; i += 1)
            expect(judge.seen[i] === 1 && judge.seen.subarray(first, i).every((saw) => saw === 1)).toBe(
              false,
            );
          expect(receiver.received).toBe(judge.sent.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('starts in the middle with what it sees first, and has no byte wrong after that', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 2, max: 120 }), (each, first) => {
        // Handshakes lie before the start: a SYN is no packet of the middle.
        const sees = (count: number, { syn }: Packet): boolean => count >= first && !syn;
        const { ends, judges, reassembler } = watch({ ...each, forgets: false }, sees, false, undefined);
        for (const direction of BOTH) {
          const judge = judges[direction];
          if (judge.start === undefined || judge.ends > 0) continue;
          const wasReset = ends.client.state === 'reset' || ends.server.state === 'reset';
          // The last rounds send all that was not acknowledged, so that what is known lacks nothing behind its start.
          // A FIN that was not seen has a number like a byte, and is missed like one.
          const finMissed = judge.seen[judge.sent.length] === 0 && judge.gapBytes > 0;
          if (!wasReset) expect(judge.next).toBe(judge.sent.length + (finMissed ? 1 : 0));
        }
        expect(reassembler.heldBytes).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });

  it('takes the bytes Linux takes when segments that overlap say different things', () => {
    const piece = fc.record({ from: fc.nat(30), bytes: fc.uint8Array({ minLength: 1, maxLength: 20 }) });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), number, (pieces, isn) => {
        const listener = new Listener();
        const reassembler = new Reassembler(listener);
        const feed = (each: Packet): void =>
          reassembler.segment(segment(onWire(each, { in: isn, out: 7 })), 1);
        const plain = { direction: 'in', bytes: new Uint8Array(0), fin: false, rst: false, life: 0 } as const;
        feed({ ...plain, from: -1, ack: undefined, syn: true });
        feed({ ...plain, direction: 'out', from: -1, ack: 0, syn: true });
        const receiver = new OverlapReceiver();
        for (const { from, bytes } of pieces) {
          receiver.take(from, bytes);
          feed({ ...plain, from, bytes, ack: 0, syn: false });
        }
        expect([...Buffer.from(listener.text('in'), 'latin1')]).toEqual(receiver.stream);
      }),
      { numRuns: 1000 },
    );
  });
});

/** How Linux queues what comes early: what is there already is dropped, and what the new one covers makes way. */
class OverlapReceiver {
  readonly stream: number[] = [];
  #early: { from: number; bytes: Uint8Array }[] = [];

  take(from: number, bytes: Uint8Array): void {
    const end = from + bytes.length;
    if (from > this.stream.length) {
      const within = (a: number, b: number, c: number, d: number): boolean => c <= a && b <= d;
      if (this.#early.some((each) => within(from, end, each.from, each.from + each.bytes.length))) return;
      this.#early = this.#early.filter(
        (each) => !within(each.from, each.from + each.bytes.length, from, end),
      );
      this.#early.push({ from, bytes });
      return;
    }
    this.stream.push(...bytes.subarray(this.stream.length - from));
    this.#early.sort((a, b) => a.from - b.from);
    for (let first = this.#early[0]; first !== undefined && first.from <= this.stream.length;) {
      this.stream.push(...first.bytes.subarray(this.stream.length - first.from));
      this.#early.shift();
      first = this.#early[0];
    }
  }
}
