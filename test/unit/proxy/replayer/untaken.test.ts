import { describe, expect, it } from 'vitest';
import { Bench, PATIENCE_US, type TestFeed } from './gate-bench.js';

describe('the gate', () => {
  it('tells of what a replica did not take that has ended the connection, in whatever order one learns of it', () => {
    // A login that the replica refuses: more words than production's welcome, and the end.
    const turnedAway = (then: readonly ('end' | 'query' | 'answer')[], upTo = 20) => {
      const bench = new Bench('strict', 1);
      const feed = bench.feeds[0] as { differs: boolean } & TestFeed;
      feed.differs = true;
      bench.in(0, 'password');
      bench.out(0, 10);
      bench.gate.pump(0);
      bench.gate.produced(feed, 80);
      for (const step of then) {
        if (step === 'end') bench.gate.outputEnded(feed);
        else if (step === 'query') bench.in(0, 'query');
        else bench.out(0, upTo);
        bench.gate.pump(0);
      }
      return bench.untakenBy.length > 0;
    };
    expect(turnedAway(['end', 'query', 'answer'])).toBe(true);
    expect(turnedAway(['query', 'end', 'answer'])).toBe(true);
    expect(turnedAway(['query', 'answer', 'end'])).toBe(true);
    // Production went on no further, or answered nothing.
    expect(turnedAway(['end'])).toBe(false);
    expect(turnedAway(['end', 'query'])).toBe(false);
    expect(turnedAway(['query', 'end'])).toBe(false);
    expect(turnedAway(['answer', 'end'])).toBe(false);
  });

  it('does not take it for untaken when the replica was only faster, or answers late', () => {
    const bench = new Bench('strict', 1);
    const [feed] = bench.feeds as [TestFeed];
    bench.in(0, 'a');
    bench.gate.pump(0);
    bench.gate.produced(feed, 20);
    bench.gate.outputEnded(feed);
    bench.out(0, 10);
    bench.in(0, 'b');
    bench.out(0, 20);
    bench.gate.pump(0);
    expect(bench.untakenBy).toEqual([]);
    const slow = new Bench('strict', 1);
    slow.in(0, 'a');
    slow.out(0, 10);
    slow.gate.pump(0);
    slow.gate.pump(PATIENCE_US);
    slow.gate.produced(slow.feeds[0]!, 10);
    slow.gate.outputEnded(slow.feeds[0]!);
    expect(slow.gate.items).toBe(0);
    expect(slow.untakenBy).toEqual([]);
  });
});
