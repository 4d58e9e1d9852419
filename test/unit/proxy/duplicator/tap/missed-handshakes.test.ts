import { describe, expect, it } from 'vitest';
import { Reassembler } from '../../../../../proxy/duplicator/tap/reassembler.js';
import { Listener, segment, type WireSegment } from './wire.js';

function start() {
  const listener = new Listener();
  const reassembler = new Reassembler(listener);
  let timeUs = reassembler.passTime(20_000_000);
  const feed = (...segments: WireSegment[]) => {
    for (const each of segments) reassembler.segment(segment(each), (timeUs += 10));
  };
  /** The tap has missed something, long before or long after other packets. */
  const miss = (): void => {
    reassembler.noteLoss();
    timeUs += 1_000_000;
  };
  return { listener, reassembler, feed, miss };
}

const IN = 1000;
const OUT = 5000;
/** The number of an answer that was given a second later. */
const AGAIN = OUT + 15_625_000;
const SYN: WireSegment = { direction: 'in', seq: IN, flags: 'S' };
const SYN_ACK: WireSegment = { direction: 'out', seq: OUT, ack: IN + 1, flags: 'S' };
const ANEW: WireSegment = { ...SYN_ACK, seq: AGAIN };
const ACK: WireSegment = { direction: 'in', seq: IN + 1, ack: OUT + 1 };
const OPEN = [SYN, SYN_ACK, ACK];

describe('an answer that comes behind the end of its connection', () => {
  it('opens no other, when the client had taken one that was forgotten, and was refused for it', () => {
    const { listener, reassembler, feed } = start();
    feed(...OPEN, { direction: 'out', seq: OUT + 1, ack: IN + 1, flags: 'R' }, ANEW, SYN_ACK);
    expect(listener.kinds()).toEqual(['open', 'accept', 'reset']);
    expect(reassembler.connections).toBe(0);
  });

  it('opens no other, when the client has reset what it dialled', () => {
    const { listener, feed } = start();
    feed(SYN, SYN_ACK, { direction: 'in', seq: IN + 1, ack: OUT + 1, flags: 'R' }, ANEW);
    expect(listener.kinds()).toEqual(['open', 'accept', 'reset']);
  });

  it('opens another, when the dial was refused and comes again', () => {
    const { listener, feed } = start();
    feed(SYN, { direction: 'out', seq: 0, ack: IN + 1, flags: 'R' }, SYN, ...OPEN.slice(1));
    feed({ direction: 'in', seq: IN + 1, ack: OUT + 1, payload: 'ask' });
    feed({ direction: 'out', seq: OUT + 1, ack: IN + 4 });
    expect(listener.kinds()).toEqual(['open', 'reset', 'open', 'accept', 'data']);
  });
});

describe('an answer that was given anew, and missed', () => {
  it('is known by what the client acknowledges: how much was missed is not, and not the way between the answers', () => {
    const { listener, feed, miss } = start();
    feed(SYN, SYN_ACK);
    miss();
    feed({ direction: 'in', seq: IN + 1, ack: AGAIN + 1, payload: 'ask' });
    feed({ direction: 'out', seq: AGAIN + 1, ack: IN + 4, payload: 'answer' });
    expect(listener.told.slice(1, -2)).toEqual([
      { kind: 'accept', connection: 1, direction: 'out', seq: OUT + 1 },
      { kind: 'accept', connection: 1, direction: 'out', seq: AGAIN + 1 },
      { kind: 'gap', connection: 1, direction: 'out', seq: AGAIN + 1, gapBytes: 0 },
    ]);
    expect([listener.text('in'), listener.text('out')]).toEqual(['ask', 'answer']);
  });

  it('is known by the bytes of the server, when all that the client said was missed', () => {
    const { listener, feed, miss } = start();
    feed(SYN, SYN_ACK);
    miss();
    feed({ direction: 'out', seq: AGAIN + 1, ack: IN + 4, payload: 'answer' });
    expect(listener.kinds()).toEqual(['open', 'accept', 'gap', 'accept', 'gap', 'data']);
    expect(listener.told.filter(({ kind }) => kind === 'gap')).toMatchObject([
      { direction: 'in', seq: IN + 1, gapBytes: 3 },
      { direction: 'out', seq: AGAIN + 1, gapBytes: 0 },
    ]);
  });

  it('leaves nothing unknown when a copy of it was seen', () => {
    const { listener, feed, miss } = start();
    feed(SYN, SYN_ACK, ANEW);
    miss();
    feed({ direction: 'out', seq: AGAIN + 4, ack: IN + 1, payload: 'wer' });
    feed({ direction: 'in', seq: IN + 1, ack: AGAIN + 7 });
    expect(listener.told.slice(2)).toMatchObject([
      { kind: 'accept', seq: AGAIN + 1 },
      { kind: 'gap', direction: 'out', seq: AGAIN + 1, gapBytes: 3 },
      { kind: 'data', direction: 'out', seq: AGAIN + 4 },
    ]);
  });

  it('is not a segment of an earlier connection between the same ends, whatever that acknowledges', () => {
    const { listener, feed, miss } = start();
    feed(SYN, SYN_ACK);
    miss();
    feed({ direction: 'in', seq: 900_000, ack: 90_000_000 }, ACK);
    feed({ direction: 'out', seq: OUT + 1, ack: IN + 1, payload: 'answer' });
    feed({ direction: 'in', seq: IN + 1, ack: OUT + 7, payload: 'thanks' });
    expect([listener.text('in'), listener.text('out')]).toEqual(['thanks', 'answer']);
    // The last word counts.
    expect(listener.told.filter(({ kind }) => kind === 'accept').at(-1)).toMatchObject({ seq: OUT + 1 });
  });

  it('is no news when it comes once more', () => {
    const { listener, feed, miss } = start();
    feed(SYN);
    miss();
    feed(ACK, SYN_ACK, { direction: 'out', seq: OUT + 1, ack: IN + 1, payload: 'hello' });
    expect(listener.kinds()).toEqual(['open', 'accept', 'gap', 'data']);
  });
});

describe('a dial', () => {
  it('soon behind a loss may be a copy: the connection may have gone on', () => {
    const { listener, reassembler, feed, miss } = start();
    miss();
    feed(SYN, { direction: 'out', seq: OUT + 1, ack: IN + 11, payload: 'answer' });
    feed({ direction: 'in', seq: IN + 11, ack: OUT + 7, payload: 'more' });
    expect(listener.told.filter(({ kind }) => kind === 'gap')).toMatchObject([
      { direction: 'in', seq: IN + 1, gapBytes: 10 },
      { direction: 'out', seq: OUT + 1, gapBytes: 0 },
    ]);
    expect([listener.text('in'), listener.text('out')]).toEqual(['more', 'answer']);
    expect(reassembler.odd.counts()).toEqual({});
  });

  it('soon behind a loss is not what an earlier connection between the same ends asks back about', () => {
    const { listener, reassembler, feed, miss } = start();
    miss();
    feed(SYN, { direction: 'out', seq: 70_000, ack: 90_000_000 }, ...OPEN.slice(1));
    feed({ direction: 'in', seq: IN + 1, ack: OUT + 1, payload: 'ask' });
    feed({ direction: 'out', seq: OUT + 1, ack: IN + 4 });
    expect(listener.kinds()).toEqual(['open', 'accept', 'data']);
    expect(reassembler.odd.counts()).toEqual({ 'impossible-ack': 1 });
  });

  it('does not end a connection that was picked up behind it, nor does its answer', () => {
    const { listener, feed } = start();
    feed({ direction: 'in', seq: IN + 1, ack: OUT + 1, payload: 'one' }, SYN, SYN_ACK);
    feed({ direction: 'in', seq: IN + 4, ack: OUT + 1, payload: 'two' });
    expect(listener.kinds()).toEqual(['seen', 'data', 'data']);
    const closing: WireSegment[] = [
      { direction: 'in', seq: IN + 7, ack: OUT + 1, flags: 'F' },
      { direction: 'out', seq: OUT + 1, ack: IN + 8, flags: 'F' },
    ];
    feed(...closing, SYN, SYN_ACK, ANEW);
    expect(listener.kinds().slice(3)).toEqual(['end', 'end']);
  });

  it('that is not answered yet holds nothing of an earlier connection, nor is ended by its reset', () => {
    const { listener, reassembler, feed } = start();
    feed(SYN, { direction: 'in', seq: IN + 70_000, ack: 90_000, payload: 'old' });
    expect(reassembler.heldBytes).toBe(0);
    feed({ direction: 'in', seq: IN + 70_003, flags: 'R' }, ...OPEN.slice(1));
    expect(listener.kinds()).toEqual(['open', 'accept']);
  });

  it('is not ended by the reset that the instance gives to a segment of an earlier connection', () => {
    const { listener, reassembler, feed } = start();
    feed(SYN, SYN_ACK, { direction: 'in', seq: 70_000, ack: 90_000, payload: 'old' });
    feed({ direction: 'out', seq: 90_000, flags: 'R' }, { direction: 'out', seq: 95_000, ack: 70_003 });
    feed(ACK, { direction: 'in', seq: IN + 1, ack: OUT + 1, payload: 'new' });
    feed({ direction: 'out', seq: OUT + 1, ack: IN + 4 });
    expect(listener.kinds()).toEqual(['open', 'accept', 'data']);
    expect(listener.text('in')).toBe('new');
    expect(reassembler.odd.counts()).toEqual({ 'impossible-ack': 2, 'stale-reset': 1 });
  });
});

describe('bytes under way behind a reset', () => {
  it('make no new connection, though the tap has missed something', () => {
    const { listener, reassembler, feed, miss } = start();
    feed(...OPEN);
    miss();
    feed({ direction: 'in', seq: IN + 1, ack: OUT + 1, flags: 'R' });
    feed({ direction: 'out', seq: OUT + 1, ack: IN + 1, payload: 'under way' });
    expect(listener.kinds()).toEqual(['open', 'accept', 'reset']);
    // With other numbers they are of one whose dial was missed.
    feed({ direction: 'out', seq: AGAIN + 1, ack: 70_000, payload: 'new' });
    expect(listener.kinds().slice(3)).toEqual(['seen', 'data']);
    expect(reassembler.connections).toBe(1);
  });
});

describe('a FIN that was missed', () => {
  it('is one number more in the gap, and ends the stream when it comes once more', () => {
    const { listener, reassembler, feed, miss } = start();
    feed(...OPEN);
    miss();
    feed({ direction: 'out', seq: OUT + 1, ack: IN + 5 });
    feed({ direction: 'in', seq: IN + 1, ack: OUT + 1, payload: 'ask', flags: 'F' });
    feed({ direction: 'out', seq: OUT + 1, ack: IN + 5, flags: 'F' });
    expect(listener.told.slice(2)).toMatchObject([
      { kind: 'gap', direction: 'in', seq: IN + 1, gapBytes: 4 },
      { kind: 'end', direction: 'in', seq: IN + 4 },
      { kind: 'end', direction: 'out', seq: OUT + 1 },
      { kind: 'forgotten' },
    ]);
    expect(reassembler.connections).toBe(0);
  });
});
