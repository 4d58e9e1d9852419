import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Feed } from '../../../../proxy/replayer/feed.js';
import type { FeedAction } from '../../../../proxy/replayer/lane.js';
import { ReadOrder } from '../../../../proxy/replayer/read-order.js';
import { sequenceAdd } from '../../../../proxy/replayer/sequence.js';

const PATIENCE_US = 1000;
const START = 0xffff_fffe;
const ticket = { done: () => undefined };

function bench(wanted = true) {
  const delivered: string[] = [];
  const deliver = (feed: Feed, action: FeedAction) => {
    delivered.push(
      `${feed.key}${action.kind === 'bytes' ? Buffer.from(action.bytes).toString() : action.kind}`,
    );
  };
  let turns = 0;
  const takeTurns = () => void (turns += 1);
  const order = new ReadOrder({ deliver, takeTurns }, { wanted, patienceUs: PATIENCE_US });
  const feeds = new Map<string, Feed>();
  const feed = (key: string) => feeds.get(key) ?? feeds.set(key, { key } as Feed).get(key)!;
  /** Sequence number behind what has arrived on each; begins where numbers wrap around. */
  const ends = new Map<string, number>();
  const endOf = (key: string) => ends.get(key) ?? START;
  const arrive = (key: string, text: string, timeUs: number) => {
    ends.set(key, sequenceAdd(endOf(key), text.length));
    order.deliver(feed(key), { kind: 'bytes', bytes: Buffer.from(text) }, ticket, endOf(key), timeUs);
  };
  const end = (key: string, timeUs: number) =>
    order.deliver(feed(key), { kind: 'end' }, ticket, endOf(key), timeUs);
  /** All that has arrived, but for the last `but` bytes. */
  const read = (key: string, timeUs: number, but = 0) =>
    order.read(feed(key), sequenceAdd(endOf(key), -but), timeUs);
  return { order, delivered, arrive, end, read, turns: () => turns };
}

describe('order of reads', () => {
  it('leaves the order of arrival alone in a log without reads, and where it is not wanted', () => {
    for (const wanted of [true, false]) {
      const { delivered, read, arrive, turns } = bench(wanted);
      if (!wanted) read('a', 0);
      expect(turns()).toBe(0);
      arrive('a', '1', 1);
      arrive('b', '2', 2);
      expect(delivered).toEqual(['a1', 'b2']);
    }
  });

  it('delivers what had arrived on a connection when its program read from it', () => {
    const { delivered, read, arrive, turns } = bench();
    read('a', 0);
    read('a', 0);
    expect(turns()).toBe(1);
    arrive('a', '1', 1);
    arrive('b', '2', 2);
    arrive('a', '3', 3);
    read('b', 0);
    arrive('b', '4', 4);
    read('a', 0);
    expect(delivered).toEqual(['b2', 'a1', 'a3']);
    read('b', 0);
    expect(delivered).toEqual(['b2', 'a1', 'a3', 'b4']);
  });

  it('delivers as much as the program had read, also a part of what arrived in one piece', () => {
    const { order, delivered, read, arrive, end } = bench();
    read('a', 0);
    arrive('a', 'abcdef', 1);
    arrive('a', 'gh', 2);
    end('a', 3);
    arrive('b', '1', 4);
    read('a', 5, 5);
    read('b', 6);
    read('a', 7, 5);
    expect(delivered).toEqual(['aabc', 'b1']);
    read('a', 8, 1);
    expect(delivered.slice(2)).toEqual(['adef', 'ag']);
    read('a', 9);
    expect(delivered.slice(4)).toEqual(['ah', 'aend']);
    expect(order.waiting).toBe(0);
  });

  it('waits for the rest as long again', () => {
    const { order, delivered, read, arrive } = bench();
    read('a', 0);
    arrive('a', 'ab', 100);
    arrive('b', 'c', 300);
    read('a', 500, 1);
    order.advance(300 + PATIENCE_US);
    expect(delivered).toEqual(['aa', 'bc']);
    order.advance(500 + PATIENCE_US);
    expect(delivered).toEqual(['aa', 'bc', 'ab']);
  });

  it('waits for a read no longer than its patience, by the time of the log', () => {
    const { order, delivered, read, arrive } = bench();
    read('a', 0);
    arrive('a', '1', 100);
    arrive('b', '2', 200);
    order.advance(100 + PATIENCE_US - 1);
    expect(delivered).toEqual([]);
    order.advance(100 + PATIENCE_US);
    expect(delivered).toEqual(['a1']);
    arrive('c', '3', 200 + PATIENCE_US);
    expect(delivered).toEqual(['a1', 'b2']);
  });

  it('loses nothing and keeps the order of each connection, whatever is read when', () => {
    const step = fc.record({
      key: fc.constantFrom('a', 'b', 'c'),
      read: fc.boolean(),
      but: fc.nat({ max: 3 }),
      gapUs: fc.nat({ max: 400 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
        const { order, delivered, arrive, read: readNow } = bench();
        readNow('a', 0);
        const arrived = new Map<string, string>();
        let timeUs = 0;
        steps.forEach(({ key, read, but, gapUs }, index) => {
          timeUs += gapUs;
          if (read) return readNow(key, timeUs, but);
          arrive(key, `${index}`, timeUs);
          arrived.set(key, `${arrived.get(key) ?? ''}${index}`);
        });
        order.flushAll();
        expect(order.waiting).toBe(0);
        for (const [key, text] of arrived) {
          const own = delivered.filter((given) => given.startsWith(key)).map((given) => given.slice(1));
          expect(own.join('')).toBe(text);
        }
      }),
    );
  });
});
