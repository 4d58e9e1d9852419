import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Direction } from '../../../../../proxy/log/mod.js';
import { Reassembler } from '../../../../../proxy/duplicator/tap/reassembler.js';
import { Judge, type Sight } from './tap-judge.js';
import { Choices, converse, onWire, type End, type ModelOptions, type Packet } from './tcp-model.js';
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
/** Of packets that pass the tap, in turns: where there is a 9, it misses one. */
const misses = fc.array(fc.nat(9), { minLength: 1, maxLength: 40 });
/** Of an earlier connection between the same ends, before the packet with that number: its numbers are others. */
const stray = fc.record({
  before: fc.nat(30),
  direction: fc.constantFrom(...BOTH),
  seq: fc.integer({ min: 1 << 20, max: 0x7fff_ffff }),
  ack: fc.integer({ min: 1 << 20, max: 0x7fff_ffff }),
  payload: fc.uint8Array({ maxLength: 5 }),
  flags: fc.constantFrom('', 'F', 'R'),
});
type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

/** The tap sees the dial, the client's FIN, and then a probe of the server: of the only byte, and with another one. */
const PROBE: Scene = {
  isn: { in: 0, out: 0xffff_ff80 },
  dataIn: new Uint8Array(0),
  dataOut: new Uint8Array(1),
  choices: [
    [0, 188, 0, 0, 0, 0, 188, 0, 0, 226, 0, 0, 152, 0, 0, 196, 0, 0, 106, 0, 0, 164, 0, 0, 0, 0, 0, 0, 68, 0],
    [
      0, 22, 0, 0, 58, 0, 0, 32, 0, 105, 0, 0, 0, 0, 176, 0, 0, 22, 153, 0, 224, 0, 0, 142, 179, 225, 0, 184,
      85,
    ],
  ].flat(),
  resets: false,
  forgets: false,
};

interface Watched {
  readonly ends: { readonly client: End; readonly server: End };
  readonly judges: Record<Direction, Judge>;
  readonly listener: Listener;
  readonly reassembler: Reassembler;
  /** What the programs had got when the first reset passed the tap, if one did. */
  readonly got: Record<Direction, number> | undefined;
}

/** Runs the scene, and judges after each packet. */
function watch(
  { isn, dataIn, dataOut, choices, resets, forgets }: Scene,
  sight: (number: number) => Sight,
): Watched {
  const talk = (tap: ModelOptions['tap']): Watched['ends'] =>
    converse({ dataIn, dataOut, choices: new Choices(choices), resets, forgets, tap });
  // The ends know nothing of the tap, so that they do the same again.
  const before = forgets ? talk(() => undefined) : undefined;
  const doomed = before?.client.life !== before?.server.life;
  const listener = new Listener();
  const reassembler = new Reassembler(listener);
  const judges = {
    in: new Judge('in', dataIn, isn.in, doomed),
    out: new Judge('out', dataOut, isn.out, doomed),
  };
  let count = 0;
  let told = 0;
  const got = { in: 0, out: 0 };
  let reset = false;
  const ends = talk((packet, { received: gotOut }, { received: gotIn }) => {
    count += 1;
    // Behind a reset that has passed, what one end still takes is the network's whim.
    if (!reset) [got.in, got.out] = [gotIn, gotOut];
    reset ||= packet.rst;
    const seen = sight(count);
    for (const direction of BOTH) judges[direction].passes(packet, seen);
    // What went by before the tap began is missed as well.
    if (seen !== 'seen') reassembler.noteLoss();
    if (seen !== 'seen') return;
    reassembler.segment(segment(onWire(packet, isn)), count);
    for (; told < listener.told.length; told += 1)
      for (const direction of BOTH) judges[direction].told(listener.told[told]!, packet);
    for (const direction of BOTH) judges[direction].settled();
  });
  return { ends, judges, listener, reassembler, got: reset ? got : undefined };
}

function connectionsIn({ told }: Listener): number {
  return told.filter(({ kind }) => kind === 'open' || kind === 'seen').length;
}

/** What is told of a scene without losses, with strays while nobody has taken an answer to the dial. */
function listen(
  { isn, dataIn, dataOut, choices, resets, forgets }: Scene,
  strays: readonly (typeof stray extends fc.Arbitrary<infer T> ? T : never)[],
): Listener['told'] {
  const listener = new Listener();
  const reassembler = new Reassembler(listener);
  let count = 0;
  let taken = false;
  const tap = (packet: Packet): void => {
    taken ||= packet.direction === 'in' && !packet.syn;
    for (const { before, direction, seq, ack, payload, flags } of strays) {
      if (before !== count || taken || count === 0) continue;
      const [own, other] = direction === 'in' ? [isn.in, isn.out] : [isn.out, isn.in];
      reassembler.segment(segment({ direction, seq: own + seq, ack: other + ack, payload, flags }), count);
    }
    reassembler.segment(segment(onWire(packet, isn)), count);
    count += 1;
  };
  converse({ dataIn, dataOut, choices: new Choices(choices), resets, forgets, tap });
  return listener.told;
}

describe('reassembly, judged by what the two ends of a model took', () => {
  it('gives every byte and both ends, whatever the network does on either side of the tap', () => {
    fc.assert(
      fc.property(scene, (each) => {
        const { ends, judges, listener, reassembler, got } = watch(each, () => 'seen');
        const wasReset = ends.client.state === 'reset' || ends.server.state === 'reset';
        const { in: inward, out: outward } = judges;
        expect(inward.gapBytes + outward.gapBytes).toBe(0);
        // All that a program got is there, and what it did not get because of a reset may be.
        expect(inward.next).toBeGreaterThanOrEqual(got?.in ?? ends.server.received);
        expect(outward.next).toBeGreaterThanOrEqual(got?.out ?? ends.client.received);
        const kinds = listener.kinds();
        expect(kinds.slice(0, 2)).toEqual(['open', 'accept']);
        const count = (kind: string): number => kinds.filter((each) => each === kind).length;
        expect([count('open'), count('seen')]).toEqual([1, 0]);
        // A dial whose answer was forgotten is answered anew.
        expect(count('accept')).toBeLessThanOrEqual(each.forgets ? 2 : 1);
        expect(count('reset')).toBeLessThanOrEqual(wasReset ? 1 : 0);
        // Of an answer that was forgotten.
        if (!each.forgets) expect(reassembler.odd.of('impossible-ack')).toBe(0);
        expect(reassembler.odd.of('out-of-window')).toBe(0);
        if (wasReset) return;
        expect([inward.isWhole, outward.isWhole]).toEqual([true, true]);
        expect([inward.ends, outward.ends]).toEqual([1, 1]);
        expect(reassembler.connections).toBe(0);
        expect(reassembler.heldBytes).toBe(0);
      }),
      { numRuns: 400 },
    );
  });

  it('says exactly what it missed, and nothing else', () => {
    fc.assert(
      fc.property(scene, misses, fc.boolean(), (each, missing, dialSeen) => {
        const { ends, judges, listener, reassembler } = watch(each, (count) =>
          missing[count % missing.length] === 9 && !(dialSeen && count === 1) ? 'missed' : 'seen',
        );
        const { in: inward, out: outward } = judges;
        if (ends.client.state === 'reset' || ends.server.state === 'reset') return;
        expect([ends.server.received, ends.client.received]).toEqual([
          each.dataIn.length,
          each.dataOut.length,
        ]);
        expect(connectionsIn(listener)).toBeLessThanOrEqual(1);
        if (inward.ends + outward.ends === 2) expect(reassembler.connections).toBe(0);
        if (inward.isWhole && outward.isWhole) expect(reassembler.heldBytes).toBe(0);
      }),
      {
        numRuns: 300,
        // A keep-alive probe where the byte and what acknowledged it were missed: see Judge.
        examples: [[PROBE, [9, 0, 0, 9], true]],
      },
    );
  });

  it('takes nothing of an earlier connection between the same ends for the dial or its answer', () => {
    fc.assert(
      fc.property(scene, fc.array(stray, { minLength: 1, maxLength: 8 }), (each, strays) => {
        expect(listen(each, strays)).toEqual(listen(each, []));
      }),
      { numRuns: 300 },
    );
  });

  it('starts in the middle with what it sees first, and has no byte wrong after that', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 2, max: 120 }), fc.option(misses), (each, first, missing) => {
        const { ends, judges, listener, reassembler } = watch(each, (count) => {
          if (count < first) return 'before';
          return missing !== null && missing[count % missing.length] === 9 ? 'missed' : 'seen';
        });
        if (judges.in.ends + judges.out.ends === 2) expect(reassembler.connections).toBe(0);
        if (reassembler.connections === 0) expect(reassembler.heldBytes).toBe(0);
        if (ends.client.state === 'reset' || ends.server.state === 'reset') return;
        expect(connectionsIn(listener)).toBeLessThanOrEqual(1);
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
        // Its kernel takes from now on what comes.
        feed({ ...plain, direction: 'out', from: 0, bytes: new Uint8Array(1), ack: 0, syn: false });
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
