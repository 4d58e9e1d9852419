import { describe, expect, it } from 'vitest';
import { Reassembler } from '../../../../../proxy/duplicator/tap/reassembler.js';
import { Listener, segment, type WireSegment } from './wire.js';

const dial: WireSegment = { direction: 'in', seq: 99, flags: 'S' };
const answer: WireSegment = { direction: 'out', seq: 499, ack: 100, flags: 'S' };

/** What a mark tells of the connection that these segments make. */
function described(...segments: WireSegment[]): unknown[] {
  const listener = new Listener();
  const reassembler = new Reassembler(listener);
  segments.forEach((each, number) => reassembler.segment(segment(each), number + 1));
  const before = listener.told.length;
  expect(reassembler.describe()).toBe(1);
  return listener.told.slice(before);
}

describe('what a mark tells of a connection', () => {
  const open = { kind: 'open', connection: 1, direction: 'in', seq: 100 };

  it('is its dial, with the answer if there was one, while nothing was said', () => {
    expect(described(dial)).toEqual([open]);
    const accept = { kind: 'accept', connection: 1, direction: 'out', seq: 500 };
    expect(described(dial, answer)).toEqual([open, accept]);
    expect(described(dial, answer, { direction: 'in', seq: 100, ack: 500 })).toEqual([open, accept]);
  });

  it('is where it stands once anything was said or ended, or when its dial was not seen', () => {
    const seen = [{ kind: 'seen', connection: 1 }];
    const asks: WireSegment = { direction: 'in', seq: 100, ack: 500, payload: 'x' };
    expect(described(dial, answer, asks, { direction: 'out', seq: 500, ack: 101 })).toEqual(seen);
    expect(described(asks)).toEqual(seen);
    expect(described(dial, answer, { direction: 'out', seq: 500, ack: 100, payload: 'x' })).toEqual(seen);
  });

  it('is its dial, not answered, as long as what its client says may come again', () => {
    const says: WireSegment = { direction: 'in', seq: 100, ack: 500, payload: 'x' };
    expect(described(dial, answer, says)).toEqual([open]);
    expect(described(dial, answer, { ...says, payload: '', flags: 'F' })).toEqual([open]);
    // Its first byte is late.
    expect(described(dial, answer, { ...says, seq: 101 })).toEqual([open]);
  });
});
