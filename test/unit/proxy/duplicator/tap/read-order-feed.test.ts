import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadEvent } from '../../../../../proxy/duplicator/reads/mod.js';
import { ReadOrderFeed, type ReadSource } from '../../../../../proxy/duplicator/tap/read-order-feed.js';
import { Reassembler } from '../../../../../proxy/duplicator/tap/reassembler.js';
import { Listener, segment } from './wire.js';

/** Reads that a test has put in, handed over at the next poll. */
class ScriptedReads implements ReadSource {
  lost = 0;
  next: ReadEvent[] = [];
  poll(reader: (event: ReadEvent) => void): void {
    for (const event of this.next.splice(0)) reader(event);
  }
  close(): void {}
}

function readOf(timeUs: number, port: number, readTo = 101): ReadEvent {
  const [local, remote] = [Int32Array.of(0x0a570001, 0, 0, 0), Int32Array.of(0x0a000002, 0, 0, 0)];
  return { timeUs, readTo, localPort: 6379, remotePort: port, family: 4, local, remote };
}

function bench() {
  const listener = new Listener();
  const reassembler = new Reassembler(listener);
  const source = new ScriptedReads();
  const feed = new ReadOrderFeed(source, reassembler, listener);
  const packet = (timeUs: number, port: number, seq: number) => {
    feed.tellUntil(timeUs);
    reassembler.segment(segment({ direction: 'in', seq, ack: 1, payload: 'x', port }), timeUs);
  };
  return { listener, source, feed, packet };
}

describe('reads among packets', () => {
  it('come behind what they read and before what followed', () => {
    const { listener, source, feed, packet } = bench();
    source.next = [readOf(15, 4000)];
    feed.poll();
    packet(10, 4000, 100);
    packet(20, 4000, 101);
    expect(listener.kinds()).toEqual(['seen', 'data', 'read', 'data']);
  });

  it('of a connection that was silent since before the tap began make it known, once', () => {
    const { listener, source, feed, packet } = bench();
    source.next = [readOf(15, 4000)];
    feed.poll();
    packet(20, 4000, 101);
    source.next = [readOf(25, 4000)];
    feed.poll();
    feed.tellUntil(Infinity);
    expect(listener.kinds()).toEqual(['seen', 'read', 'data', 'read']);
  });

  it('of several processors are put in order, whenever they are polled', () => {
    const times = fc.array(fc.tuple(fc.integer({ min: 20, max: 60 }), fc.boolean()), { maxLength: 40 });
    fc.assert(
      fc.property(times, (reads) => {
        const { listener, source, feed, packet } = bench();
        packet(10, 4000, 100);
        for (const [timeUs, poll] of reads) {
          source.next.push(readOf(timeUs, 4000));
          if (poll) feed.poll();
        }
        feed.poll();
        feed.tellUntil(Infinity);
        const told = listener.times.filter((_, i) => listener.told[i]?.kind === 'read');
        expect(told).toEqual(reads.map(([timeUs]) => timeUs).sort((a, b) => a - b));
      }),
    );
  });
});
