import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../../proxy/duplicator/tap/reassembler-limits.js';
import { Reassembler } from '../../../../../proxy/duplicator/tap/reassembler.js';
import { Listener, segment, type WireSegment } from './wire.js';

function start(limits = DEFAULT_LIMITS) {
  const listener = new Listener();
  const reassembler = new Reassembler(listener, limits);
  let timeUs = 1_000_000;
  const feed = (...segments: WireSegment[]) => {
    for (const each of segments) reassembler.segment(segment(each), (timeUs += 10));
  };
  return { listener, reassembler, feed, at: (us: number) => (timeUs = us) };
}

const IN = 1000;
const OUT = 5000;
const SYN: WireSegment = { direction: 'in', seq: IN, flags: 'S' };
const SYN_ACK: WireSegment = { direction: 'out', seq: OUT, ack: IN + 1, flags: 'S' };
const ACK: WireSegment = { direction: 'in', seq: IN + 1, ack: OUT + 1 };
const OPEN = [SYN, SYN_ACK, ACK];

describe('a connection', () => {
  it('is opened once, carries both ways, half-closes and closes', () => {
    const { listener, reassembler, feed } = start();
    feed(SYN, SYN, SYN_ACK, SYN_ACK, ACK, SYN_ACK);
    feed({ direction: 'in', seq: IN + 1, ack: OUT + 1, payload: 'ask', flags: 'PF' });
    feed({ direction: 'out', seq: OUT + 1, ack: IN + 5, payload: 'ans' });
    feed({ direction: 'out', seq: OUT + 4, ack: IN + 5, payload: 'wer', flags: 'F' });
    expect(reassembler.connections).toBe(0);
    feed(
      { direction: 'out', seq: OUT + 4, ack: IN + 5, payload: 'wer', flags: 'F' },
      { direction: 'in', seq: IN + 5, ack: OUT + 8 },
    );
    expect(listener.told).toEqual([
      { kind: 'open', connection: 1, direction: 'in', seq: IN + 1 },
      { kind: 'accept', connection: 1, direction: 'out', seq: OUT + 1 },
      {
        kind: 'data',
        connection: 1,
        direction: 'in',
        seq: IN + 1,
        bytes: Uint8Array.from(Buffer.from('ask')),
      },
      { kind: 'end', connection: 1, direction: 'in', seq: IN + 4 },
      {
        kind: 'data',
        connection: 1,
        direction: 'out',
        seq: OUT + 1,
        bytes: Uint8Array.from(Buffer.from('ans')),
      },
      {
        kind: 'data',
        connection: 1,
        direction: 'out',
        seq: OUT + 4,
        bytes: Uint8Array.from(Buffer.from('wer')),
      },
      { kind: 'end', connection: 1, direction: 'out', seq: OUT + 7 },
      { kind: 'forgotten', connection: 1 },
    ]);
    expect(reassembler.odd.counts()).toEqual({ 'after-close': 1 });
  });

  it('that is refused is opened and reset', () => {
    const { listener, feed } = start();
    feed(
      SYN,
      { direction: 'out', seq: 0, ack: IN + 77_777, flags: 'R' },
      { direction: 'out', seq: 0, ack: IN + 1, flags: 'R' },
    );
    expect(listener.kinds()).toEqual(['open', 'reset']);
  });

  it('ignores keep-alive probes with and without their byte', () => {
    const { listener, reassembler, feed } = start();
    feed(...OPEN, { direction: 'in', seq: IN + 1, ack: OUT + 1, payload: 'abc' });
    feed(
      { direction: 'in', seq: IN + 3, ack: OUT + 1 },
      { direction: 'in', seq: IN + 3, ack: OUT + 1, payload: '\0' },
    );
    feed(
      { direction: 'out', seq: OUT, ack: IN + 4 },
      { direction: 'in', seq: IN + 4, ack: OUT + 1, payload: 'd' },
    );
    expect(listener.text('in')).toBe('abcd');
    expect(reassembler.odd.counts()).toEqual({});
  });

  it('takes bytes sent with the dial only when the answer takes them', () => {
    const early: WireSegment = { direction: 'in', seq: IN, flags: 'S', payload: 'early' };
    const taken = start();
    taken.feed(
      early,
      { ...SYN_ACK, ack: IN + 6 },
      { direction: 'in', seq: IN + 6, ack: OUT + 1, payload: '!' },
    );
    expect(taken.listener.kinds()).toEqual(['open', 'accept', 'data', 'data']);
    expect(taken.listener.text('in')).toBe('early!');
    const refused = start();
    refused.feed(early, SYN_ACK, { direction: 'in', seq: IN + 1, ack: OUT + 1, payload: 'late' });
    refused.feed({ direction: 'out', seq: OUT + 1, ack: IN + 5 });
    expect(refused.listener.text('in')).toBe('late');
  });

  it('is opened by an answer alone, and by two dials at once', () => {
    const answer = start();
    answer.feed(SYN_ACK, SYN);
    expect(answer.listener.told).toEqual([
      { kind: 'open', connection: 1, direction: 'in', seq: IN + 1 },
      { kind: 'accept', connection: 1, direction: 'out', seq: OUT + 1 },
    ]);
    const both = start();
    both.feed(SYN, { direction: 'out', seq: OUT, flags: 'S' }, SYN_ACK, {
      direction: 'in',
      seq: IN,
      ack: OUT + 1,
      flags: 'S',
    });
    expect(both.listener.kinds()).toEqual(['open', 'accept']);
  });

  it('goes by the answer that is taken, when one was forgotten and another given', () => {
    const again: WireSegment = { ...SYN_ACK, seq: OUT + 15_000_000 };
    const { listener, reassembler, feed } = start();
    feed(SYN, SYN_ACK, SYN, again);
    // Of an earlier connection between the same ends.
    feed({ direction: 'in', seq: IN + 1, ack: OUT - 7, payload: 'late' });
    feed({ direction: 'in', seq: IN + 1, ack: again.seq + 1, payload: 'ask' });
    feed({ direction: 'out', seq: again.seq + 1, ack: IN + 4, payload: 'answer' });
    expect(listener.kinds()).toEqual(['open', 'accept', 'accept', 'data', 'data']);
    expect([listener.text('in'), listener.text('out')]).toEqual(['ask', 'answer']);
    expect(reassembler.odd.counts()).toEqual({ 'impossible-ack': 1 });
    // Once it was taken, an answer with another number is none.
    feed(SYN_ACK, { direction: 'out', seq: again.seq + 7, ack: IN + 4, payload: '!' });
    expect(listener.text('out')).toBe('answer!');
  });

  it('is refused though it was answered, when the answer was forgotten and the dial came again', () => {
    const { listener, reassembler, feed } = start();
    feed(SYN, SYN_ACK, SYN, { direction: 'out', seq: 0, ack: IN + 1, flags: 'R' });
    expect(listener.kinds()).toEqual(['open', 'accept', 'reset']);
    expect(reassembler.connections).toBe(0);
  });

  it('is not opened anew by its own answer, when that was missed and comes once more behind its end', () => {
    const { listener, reassembler, feed } = start();
    feed(SYN);
    reassembler.noteLoss();
    feed(
      { direction: 'in', seq: IN + 1, ack: OUT + 1, flags: 'F' },
      { direction: 'out', seq: OUT + 1, ack: IN + 2, flags: 'F' },
      SYN_ACK,
    );
    expect(listener.kinds()).toEqual(['open', 'accept', 'gap', 'end', 'end']);
    expect(reassembler.connections).toBe(0);
  });

  it('follows a finished one on the same addresses under a new number', () => {
    const { listener, feed } = start();
    feed(
      ...OPEN,
      { direction: 'in', seq: IN + 1, ack: OUT + 1, flags: 'F' },
      { direction: 'out', seq: OUT + 1, ack: IN + 2, flags: 'F' },
    );
    feed({ ...SYN, seq: 70_000 }, { ...SYN_ACK, seq: 90_000, ack: 70_001 });
    expect(listener.told.filter(({ kind }) => kind === 'open')).toEqual([
      { kind: 'open', connection: 1, direction: 'in', seq: IN + 1 },
      { kind: 'open', connection: 2, direction: 'in', seq: 70_001 },
    ]);
  });

  it('survives a dial on its addresses that is not answered, and yields to one that is', () => {
    const { listener, feed } = start();
    feed(...OPEN, { ...SYN, seq: 70_000 }, { direction: 'out', seq: OUT + 1, ack: IN + 1 });
    feed({ direction: 'in', seq: IN + 1, ack: OUT + 1, payload: 'still here' });
    feed({ direction: 'out', seq: OUT + 1, ack: IN + 11 });
    expect(listener.text('in')).toBe('still here');
    feed({ ...SYN, seq: 80_000 }, { ...SYN_ACK, seq: 90_000, ack: 80_001 });
    expect(listener.kinds()).toEqual(['open', 'accept', 'data', 'gap', 'gap', 'reset', 'open', 'accept']);
  });
});

describe('what no receiver takes', () => {
  it('is a segment without an acknowledgement, or with one of bytes never sent', () => {
    const { listener, reassembler, feed } = start();
    feed(...OPEN, { direction: 'in', seq: IN + 1, payload: 'no' });
    feed({ direction: 'in', seq: IN + 1, ack: OUT + 500, payload: 'no' });
    expect(listener.kinds()).toEqual(['open', 'accept']);
    expect(reassembler.odd.counts()).toEqual({ 'no-ack': 1, 'impossible-ack': 1 });
    feed({ direction: 'in', seq: IN + 1, ack: OUT + 1, payload: 'yes' });
    feed({ direction: 'out', seq: OUT + 1, ack: IN + 4 });
    expect(listener.text('in')).toBe('yes');
  });

  it('is what an earlier connection between the same ends still says to a dial', () => {
    const { listener, reassembler, feed } = start();
    // The server knows nothing of its client's reset: it asks back, the client resets, and dials again.
    feed(SYN, { direction: 'out', seq: 70_000, ack: 90_000 });
    feed({ direction: 'out', seq: 70_000, ack: 90_000, payload: 'old' });
    feed({ direction: 'in', seq: 90_000, flags: 'R' }, SYN, SYN_ACK, ACK);
    feed({ direction: 'in', seq: IN + 1, ack: OUT + 1, payload: 'new' });
    feed({ direction: 'out', seq: OUT + 1, ack: IN + 4 });
    expect(listener.kinds()).toEqual(['open', 'accept', 'data']);
    expect(reassembler.odd.counts()).toEqual({ 'impossible-ack': 2, 'stale-reset': 1 });
  });
});

describe('a reset', () => {
  it('from the peer counts only with the number that is expected', () => {
    const { listener, reassembler, feed } = start();
    feed(...OPEN, { direction: 'in', seq: IN + 1, ack: OUT + 1, payload: 'abc' });
    feed({ direction: 'out', seq: OUT + 1, ack: IN + 4 });
    feed({ direction: 'in', seq: IN + 1, flags: 'R' }, { direction: 'in', seq: IN + 500, flags: 'R' });
    expect(reassembler.odd.of('stale-reset')).toBe(2);
    feed({ direction: 'in', seq: IN + 4, flags: 'R' });
    expect(listener.kinds()).toEqual(['open', 'accept', 'data', 'reset']);
  });

  it('from the peer counts at the end of what waits behind a hole', () => {
    const { listener, reassembler, feed } = start();
    feed(
      ...OPEN,
      { direction: 'in', seq: IN + 11, ack: OUT + 1, payload: 'abc' },
      { direction: 'in', seq: IN + 14, flags: 'R' },
    );
    expect(listener.kinds()).toEqual(['open', 'accept', 'reset']);
    expect(reassembler.heldBytes).toBe(0);
  });

  it('from the instance always counts, and nothing follows it', () => {
    const { listener, reassembler, feed } = start();
    feed(...OPEN, { direction: 'out', seq: OUT + 1, ack: IN + 1, payload: 'half' });
    feed({ direction: 'out', seq: OUT + 1, ack: IN + 1, flags: 'R' });
    feed(
      { direction: 'in', seq: IN + 1, ack: OUT + 5, payload: 'under way' },
      { direction: 'in', seq: IN + 10, ack: OUT + 5, flags: 'F' },
    );
    expect(listener.kinds()).toEqual(['open', 'accept', 'data', 'reset']);
    expect(reassembler.odd.of('after-close')).toBe(2);
  });

  it('of an unknown connection makes none', () => {
    const { listener, feed } = start();
    feed({ direction: 'out', seq: 5, flags: 'R' }, { direction: 'in', seq: 77, ack: 88 });
    expect(listener.told).toEqual([]);
  });
});

describe('what the tap missed', () => {
  it('is a gap once the instance has acknowledged it', () => {
    const { listener, feed } = start();
    feed(...OPEN, { direction: 'in', seq: IN + 11, ack: OUT + 1, payload: 'cd' });
    expect(listener.kinds()).toEqual(['open', 'accept']);
    feed({ direction: 'out', seq: OUT + 1, ack: IN + 13 });
    expect(listener.told.slice(2)).toEqual([
      { kind: 'gap', connection: 1, direction: 'in', seq: IN + 1, gapBytes: 10 },
      {
        kind: 'data',
        connection: 1,
        direction: 'in',
        seq: IN + 11,
        bytes: Uint8Array.from(Buffer.from('cd')),
      },
    ]);
    feed({ direction: 'in', seq: IN + 1, ack: OUT + 1, payload: '0123456789' });
    expect(listener.text('in')).toBe('cd');
  });

  it('is not taken from a peer that acknowledges what was never sent, unless something was lost', () => {
    const { listener, reassembler, feed } = start();
    const lie: WireSegment = { direction: 'in', seq: IN + 1, ack: OUT + 101 };
    feed(...OPEN, lie);
    expect(reassembler.odd.counts()).toEqual({ 'impossible-ack': 1 });
    reassembler.noteLoss();
    feed(lie);
    expect(listener.told.at(-1)).toEqual({
      kind: 'gap',
      connection: 1,
      direction: 'out',
      seq: OUT + 1,
      gapBytes: 100,
    });
  });

  it('is a gap when there is no room to wait for it', () => {
    const limits = { ...DEFAULT_LIMITS, heldBytesPerDirection: 1000 };
    const { listener, reassembler, feed } = start(limits);
    feed(...OPEN);
    for (let i = 0; i < 20; i += 1) {
      feed({ direction: 'in', seq: IN + 101 + i * 100, ack: OUT + 1, payload: 'x'.repeat(100) });
    }
    expect(listener.told.filter(({ kind }) => kind === 'gap')).toEqual([
      { kind: 'gap', connection: 1, direction: 'in', seq: IN + 1, gapBytes: 100 },
    ]);
    expect(listener.text('in')).toBe('x'.repeat(2000));
    expect(reassembler.heldBytes).toBe(0);
  });

  it('may be the answer to a dial', () => {
    const { listener, reassembler, feed } = start();
    feed(SYN);
    reassembler.noteLoss();
    feed(
      ACK,
      { direction: 'in', seq: IN + 1, ack: OUT + 1, payload: 'a' },
      { direction: 'out', seq: OUT + 1, ack: IN + 2, payload: 'b' },
    );
    expect(listener.kinds()).toEqual(['open', 'accept', 'gap', 'data', 'data']);
  });

  it('is believed of a direction that was picked up in the middle', () => {
    const { listener, feed } = start();
    // Sent again after the tap began; the rest went by before it did.
    feed({ direction: 'out', seq: OUT + 1, ack: IN + 1, payload: 'ab' });
    feed({ direction: 'out', seq: OUT + 6, ack: IN + 1, payload: 'fg' });
    feed({ direction: 'in', seq: IN + 1, ack: OUT + 8 });
    expect(listener.text('out')).toBe('abfg');
    expect(listener.told.filter(({ kind }) => kind === 'gap')).toEqual([
      { kind: 'gap', connection: 1, direction: 'out', seq: OUT + 3, gapBytes: 3 },
    ]);
  });

  it('may be a close and a dial: data beyond a FIN belongs to another connection', () => {
    const { listener, feed } = start();
    feed(
      ...OPEN,
      { direction: 'in', seq: IN + 1, ack: OUT + 1, flags: 'F' },
      { direction: 'out', seq: OUT + 1, ack: IN + 2, flags: 'F' },
    );
    feed({ direction: 'in', seq: IN + 9000, ack: OUT + 9000, payload: 'new' });
    expect(listener.told.slice(-2)).toMatchObject([
      { kind: 'seen', connection: 2 },
      { kind: 'data', connection: 2, seq: IN + 9000 },
    ]);
  });
});

describe('limits', () => {
  it('forgets connections that are over after their time', () => {
    const { reassembler, listener, feed, at } = start();
    feed(...OPEN, { direction: 'out', seq: OUT + 1, ack: IN + 1, flags: 'R' });
    at(20_000_000);
    feed({ ...SYN, port: 4001 });
    feed({ direction: 'in', seq: IN + 1, ack: OUT + 1, payload: 'a stranger now' });
    expect(listener.kinds()).toEqual(['open', 'accept', 'reset', 'open', 'seen', 'data']);
    expect(reassembler.connections).toBe(2);
  });

  it('gives up the connections that were silent for longest, and says so', () => {
    const { reassembler, listener, feed } = start({ ...DEFAULT_LIMITS, connections: 10 });
    for (let port = 1; port <= 10; port += 1) feed({ ...SYN, port }, { ...SYN_ACK, port });
    feed({ ...ACK, port: 1, payload: 'awake' });
    feed({ ...SYN, port: 11 });
    expect(reassembler.connections).toBe(10);
    expect(listener.told.slice(-5)).toMatchObject([
      { kind: 'gap', connection: 2, gapBytes: 0 },
      { kind: 'gap', connection: 2, gapBytes: 0 },
      { kind: 'reset', connection: 2 },
      { kind: 'forgotten', connection: 2 },
      { kind: 'open', connection: 11 },
    ]);
  });
});

describe('time', () => {
  it('never goes back', () => {
    const { reassembler, listener, feed, at } = start();
    feed(...OPEN);
    at(500);
    feed({ direction: 'in', seq: IN + 1, ack: OUT + 1, payload: 'a' });
    expect(listener.times).toEqual([...listener.times].sort((a, b) => a - b));
    expect(reassembler.nowUs).toBe(1_000_030);
  });
});
