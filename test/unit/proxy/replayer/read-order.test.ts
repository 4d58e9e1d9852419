import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Feed } from '../../../../proxy/replayer/feed.js';
import type { FeedAction } from '../../../../proxy/replayer/lane.js';
import { ReadOrder } from '../../../../proxy/replayer/read-order.js';

const PATIENCE_US = 1000;
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
  const arrive = (key: string, text: string, timeUs: number) =>
    order.deliver(feed(key), { kind: 'bytes', bytes: Buffer.from(text) }, ticket, timeUs);
  return { order, delivered, feed, arrive, turns: () => turns };
}

describe('order of reads', () => {
  it('leaves the order of arrival alone in a log without reads, and where it is not wanted', () => {
    for (const wanted of [true, false]) {
      const { order, delivered, feed, arrive, turns } = bench(wanted);
      if (!wanted) order.read(feed('a'));
      expect(turns()).toBe(0);
      arrive('a', '1', 1);
      arrive('b', '2', 2);
      expect(delivered).toEqual(['a1', 'b2']);
    }
  });

  it('delivers what had arrived on a connection when its program read from it', () => {
    const { order, delivered, feed, arrive, turns } = bench();
    order.read(feed('a'));
    order.read(feed('a'));
    expect(turns()).toBe(1);
    arrive('a', '1', 1);
    arrive('b', '2', 2);
    arrive('a', '3', 3);
    order.read(feed('b'));
    arrive('b', '4', 4);
    order.read(feed('a'));
    expect(delivered).toEqual(['b2', 'a1', 'a3']);
    order.read(feed('b'));
    expect(delivered).toEqual(['b2', 'a1', 'a3', 'b4']);
  });

  it('waits for a read no longer than its patience, by the time of the log', () => {
    const { order, delivered, feed, arrive } = bench();
    order.read(feed('a'));
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
      gapUs: fc.nat({ max: 400 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
        const { order, delivered, feed, arrive } = bench();
        const arrived: string[] = [];
        let timeUs = 0;
        steps.forEach(({ key, read, gapUs }, index) => {
          timeUs += gapUs;
          if (read) return order.read(feed(key));
          arrive(key, `${index}`, timeUs);
          arrived.push(`${key}${index}`);
        });
        order.flushAll();
        expect(order.waiting).toBe(0);
        for (const key of ['a', 'b', 'c']) {
          const own = (text: string) => text.startsWith(key);
          expect(delivered.filter(own)).toEqual(arrived.filter(own));
        }
      }),
    );
  });
});
