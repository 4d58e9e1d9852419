import { describe, expect, it } from 'vitest';
import { Reassembler } from '../../../../../proxy/duplicator/tap/reassembler.js';
import { DEFAULT_LIMITS } from '../../../../../proxy/duplicator/tap/reassembler-limits.js';
import { Listener, segment, type WireSegment } from './wire.js';

const IN = 0xffff_fffc;
const OUT = 499;
/** What the client says first, a byte before its numbers wrap. */
const FIRST = (IN + 1) >>> 0;
const OPEN: readonly WireSegment[] = [
  { direction: 'in', seq: IN, flags: 'S' },
  { direction: 'out', seq: OUT, ack: FIRST, flags: 'S' },
  { direction: 'in', seq: FIRST, ack: OUT + 1 },
];
const behind = (bytes: number): number => (FIRST + bytes) >>> 0;
const ASK: WireSegment = { direction: 'in', seq: FIRST, ack: OUT + 1, payload: 'ask me' };
const TAKEN: WireSegment = { direction: 'out', seq: OUT + 1, ack: behind(6) };

function start(limits = DEFAULT_LIMITS) {
  const listener = new Listener();
  const reassembler = new Reassembler(listener, limits, [6379]);
  let nowUs = 0;
  return {
    listener,
    reassembler,
    feed: (...segments: readonly WireSegment[]): void => {
      for (const each of segments) reassembler.segment(segment(each), (nowUs += 10));
    },
    wait: (us: number): void => void (nowUs += us),
    /** Kinds told of since the handshake. */
    told: (): string[] => listener.kinds().slice(2),
  };
}

describe('what a client says', () => {
  it('is recorded once production’s end has acknowledged some of it', () => {
    const { listener, reassembler, feed, told } = start();
    feed(...OPEN, ASK, { ...ASK, seq: behind(6), payload: '!', flags: 'F' }, ASK);
    // A keep-alive probe, or a window: nothing of it was taken.
    feed({ direction: 'out', seq: OUT + 1, ack: FIRST });
    expect(told()).toEqual([]);
    feed({ direction: 'out', seq: OUT + 1, ack: behind(2) });
    expect(told()).toEqual(['data', 'data', 'end']);
    expect(listener.text('in')).toBe('ask me!');
    expect(reassembler.heldBytes).toBe(0);
  });

  it('is recorded once production’s end speaks, though that had it not got yet', () => {
    const { listener, feed } = start();
    feed(...OPEN, ASK, { direction: 'out', seq: OUT + 1, ack: FIRST, payload: 'hello' });
    feed({ ...ASK, seq: behind(6), ack: OUT + 6, payload: ' too' });
    expect(listener.kinds().slice(2)).toEqual(['data', 'data', 'data']);
    expect(listener.text('in')).toBe('ask me too');
  });

  it('is recorded once the program is known to have read it', () => {
    const { reassembler, feed, told } = start();
    feed(...OPEN, ASK);
    const [connection] = [...reassembler.table];
    reassembler.read(connection!, FIRST);
    expect(told()).toEqual(['read']);
    reassembler.read(connection!, behind(6));
    expect(told()).toEqual(['read', 'data', 'read']);
  });

  it('is not, when it gives up before anything of it was taken', () => {
    const { reassembler, feed, told, wait } = start();
    feed(...OPEN, ASK);
    wait(100_000);
    feed(ASK, { ...ASK, seq: behind(6), payload: '', flags: 'R' });
    expect(told()).toEqual(['reset']);
    expect(reassembler.heldBytes).toBe(0);
    const gone = start();
    gone.feed(...OPEN, ASK);
    gone.wait(100_000);
    // Its answer to the dial's second answer: it knows of no connection any more.
    gone.feed(OPEN[1]!, { direction: 'in', seq: FIRST, flags: 'R' });
    expect(gone.told()).toEqual(['reset']);
  });

  it('is, when it resets the connection right behind it: the tap may see later that it was taken', () => {
    const { listener, feed, told } = start();
    feed(...OPEN, ASK, { direction: 'in', seq: behind(6), flags: 'R' }, TAKEN);
    expect(told()).toEqual(['data', 'reset']);
    expect(listener.text('in')).toBe('ask me');
    const ended = start();
    ended.feed(...OPEN, { ...ASK, flags: 'F' }, { direction: 'in', seq: behind(7), flags: 'R' });
    expect(ended.told()).toEqual(['data', 'end', 'reset']);
  });

  it('is recorded before a reset that acknowledges it, and not before one of a kernel that knows of nothing', () => {
    const program = start();
    program.feed(...OPEN, ASK, { ...TAKEN, flags: 'R' });
    expect(program.told()).toEqual(['data', 'reset']);
    const kernel = start();
    kernel.feed(...OPEN, ASK, { direction: 'out', seq: OUT + 1, flags: 'R' });
    expect(kernel.told()).toEqual(['reset']);
    const unread = start();
    unread.feed(...OPEN, ASK, { direction: 'out', seq: OUT + 1, ack: FIRST, flags: 'R' });
    expect(unread.told()).toEqual(['reset']);
  });

  it('is recorded as it comes where the tap may have missed that it was taken', () => {
    const { listener, reassembler, feed } = start();
    feed(...OPEN, ASK);
    reassembler.noteLoss();
    expect(listener.text('in')).toBe('');
    feed({ ...ASK, seq: behind(6), payload: ' now' });
    expect(listener.text('in')).toBe('ask me now');
  });

  it('is recorded where there is no room to hold it', () => {
    const { listener, feed, told } = start({ ...DEFAULT_LIMITS, heldBytesPerDirection: 300 });
    feed(...OPEN, ASK, { ...ASK, seq: behind(6), payload: 'x'.repeat(200) });
    expect(told()).toEqual(['data', 'data']);
    expect(listener.text('in')).toHaveLength(206);
  });

  it('is recorded as it comes on a connection that the container has dialled', () => {
    const { listener, feed } = start();
    feed({ direction: 'out', seq: OUT, flags: 'S' }, { direction: 'in', seq: IN, ack: OUT + 1, flags: 'S' });
    feed({ direction: 'out', seq: OUT + 1, ack: FIRST }, ASK);
    expect(listener.text('in')).toBe('ask me');
  });
});

describe('a connection that the tap meets in the middle', () => {
  it('begins earlier when its client says again what came before, and nothing was taken', () => {
    const { listener, feed } = start();
    feed({ ...ASK, seq: behind(3), payload: ' me' }, { ...ASK, payload: 'ask' });
    expect(listener.kinds()).toEqual(['seen', 'seen']);
    feed(TAKEN);
    expect(listener.kinds()).toEqual(['seen', 'seen', 'data', 'data', 'accept']);
    expect(listener.text('in')).toBe('ask me');
  });

  it('holds what its client says while production’s end acknowledges only what came before', () => {
    const { listener, feed } = start();
    feed(ASK, { direction: 'out', seq: OUT + 1, ack: FIRST, payload: 'late' });
    expect(listener.text('in')).toBe('');
    feed(TAKEN);
    expect(listener.text('in')).toBe('ask me');
  });
});

describe('a mark between what a client says and its acknowledgement', () => {
  it('tells the dial, and the answer is told behind what was held', () => {
    const { listener, reassembler, feed, told } = start();
    feed(...OPEN, ASK);
    expect(reassembler.describe()).toBe(1);
    expect(told()).toEqual(['open']);
    feed(TAKEN, { ...TAKEN, payload: 'yes' });
    expect(told()).toEqual(['open', 'data', 'accept', 'data']);
    expect(listener.text('in')).toBe('ask me');
  });
});
