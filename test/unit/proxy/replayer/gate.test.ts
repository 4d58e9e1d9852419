import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GateOrder } from '../../../../proxy/replayer/gate.js';
import {
  TURN_LEAST_US,
  TURN_MOST_US,
  TURN_UNSEEN_US,
  type Idleness,
} from '../../../../proxy/replayer/turn.js';
import { Bench, PATIENCE_US } from './gate-bench.js';

interface Step {
  readonly connection: number;
  readonly direction: 'in' | 'out';
  readonly length: number;
}
const steps = fc.array(
  fc.record<Step>({
    connection: fc.integer({ min: 0, max: 3 }),
    direction: fc.constantFrom('in', 'out'),
    length: fc.integer({ min: 1, max: 40 }),
  }),
  { maxLength: 60 },
);
const orders = fc.constantFrom<GateOrder>('strict', 'causal');

/** Whether record `later` of the log has to wait for record `earlier`. */
function waits(order: GateOrder, earlier: Step, later: Step): boolean {
  return order === 'strict' || earlier.connection === later.connection;
}

describe('gate', () => {
  it('delivers no record before the output it has to wait for, and every record once that is there', () => {
    fc.assert(
      fc.property(orders, steps, fc.infiniteStream(fc.nat()), (order, log, numbers) => {
        const luck = () => numbers.next().value as number;
        const bench = new Bench(order, 4);
        const said = [0, 0, 0, 0];
        log.forEach((step, index) => {
          if (step.direction === 'in') bench.in(step.connection, `${index}`);
          else bench.out(step.connection, (said[step.connection]! += step.length));
        });
        // The replica produces what production did, connection by connection in any order and any pieces.
        for (;;) {
          bench.gate.pump(0);
          const deliveries = bench.delivered.map((text) => Number(text.split(':')[1]));
          for (const index of deliveries) {
            const produced = [0, 0, 0, 0];
            log.slice(0, index).forEach((before) => {
              if (before.direction === 'out' && waits(order, before, log[index]!))
                produced[before.connection]! += before.length;
            });
            produced.forEach((bytes, c) => expect(bench.feeds[c]!.produced).toBeGreaterThanOrEqual(bytes));
          }
          const open = bench.feeds.filter((feed) => feed.produced < said[feed.id]!);
          if (open.length === 0) break;
          const feed = open[luck() % open.length]!;
          const left = said[feed.id]! - feed.produced;
          bench.gate.produced(feed, 1 + (luck() % left));
        }
        const expected = log.flatMap((step, i) =>
          step.direction === 'in' ? [`${step.connection}:${i}`] : [],
        );
        if (order === 'strict') expect(bench.delivered).toEqual(expected);
        for (const c of [0, 1, 2, 3]) {
          const own = (text: string) => text.startsWith(`${c}:`);
          expect(bench.delivered.filter(own)).toEqual(expected.filter(own));
        }
        expect(bench.doneCount).toBe(log.length);
        expect(bench.gate.items).toBe(0);
        expect(bench.gate.bytes).toBe(0);
        expect(bench.lateCount).toBe(0);
      }),
    );
  });

  it('goes on after the patience when the replica says nothing at all', () => {
    fc.assert(
      fc.property(orders, steps, (order, log) => {
        const bench = new Bench(order, 4);
        const said = [0, 0, 0, 0];
        log.forEach((step, index) => {
          if (step.direction === 'in') bench.in(step.connection, `${index}`);
          else bench.out(step.connection, (said[step.connection]! += step.length));
        });
        for (let round = 0; round <= log.length + 1; round += 1) bench.gate.pump(round * PATIENCE_US);
        expect(bench.gate.items).toBe(0);
        expect(bench.doneCount).toBe(log.length);
        expect(new Set(bench.missed)).toEqual(
          new Set(log.flatMap((s) => (s.direction === 'out' ? [s.connection] : []))),
        );
      }),
    );
  });

  it('starts the patience again with every byte that comes', () => {
    const bench = new Bench('strict', 2);
    bench.out(0, 10);
    bench.in(1, 'x');
    bench.gate.pump(0);
    bench.gate.pump(PATIENCE_US - 1);
    bench.gate.produced(bench.feeds[0]!, 1);
    bench.gate.pump(PATIENCE_US);
    bench.gate.pump(2 * PATIENCE_US - 1);
    expect(bench.delivered).toEqual([]);
    bench.gate.pump(2 * PATIENCE_US);
    expect(bench.delivered).toEqual(['1:x']);
    expect(bench.lateCount).toBe(1);
    expect(bench.missed).toEqual([0]);
    // What was given up on is not waited for a second time.
    bench.out(0, 15);
    bench.in(1, 'y');
    bench.gate.pump(2 * PATIENCE_US);
    bench.gate.produced(bench.feeds[0]!, 5);
    bench.gate.pump(2 * PATIENCE_US);
    expect(bench.delivered).toEqual(['1:x', '1:y']);
    expect(bench.lateCount).toBe(1);
  });

  it('waits for a connection that differs while the replica works, and hardly when it has nothing to do', () => {
    const waits = { idle: 100_000, unknown: 100_000, busy: 2_000_000 } as const;
    for (const [state, longestUs] of Object.entries(waits) as [Idleness, number][]) {
      const bench = new Bench('strict', 2, 5_000_000);
      (bench.feeds[0] as { differs: boolean }).differs = true;
      bench.state = state;
      bench.out(0, 10);
      bench.in(1, 'x');
      bench.gate.pump(0);
      bench.gate.pump(longestUs - 1);
      expect(bench.delivered).toEqual([]);
      bench.gate.pump(longestUs);
      expect(bench.delivered).toEqual(['1:x']);
    }
  });

  it('goes on soon after the replica has done its work, also for a connection that differs', () => {
    const bench = new Bench('strict', 2, 5_000_000);
    (bench.feeds[0] as { differs: boolean }).differs = true;
    bench.state = 'busy';
    bench.out(0, 10);
    bench.in(1, 'x');
    bench.gate.pump(0);
    bench.gate.pump(150_000);
    bench.state = 'idle';
    // The processes are not looked at each time.
    bench.gate.pump(150_001);
    expect(bench.delivered).toEqual([]);
    bench.gate.pump(170_000);
    expect(bench.delivered).toEqual(['1:x']);
  });

  it('holds back what a connection does not take, and in strict order all that follows', () => {
    for (const order of ['strict', 'causal'] as const) {
      const bench = new Bench(order, 2);
      bench.accepts = false;
      bench.in(0, 'a');
      bench.in(0, 'b');
      bench.in(1, 'c');
      bench.gate.pump(0);
      bench.gate.pump(10 * PATIENCE_US);
      expect(bench.delivered).toEqual(order === 'strict' ? ['0:a'] : ['0:a', '1:c']);
      bench.gate.release(bench.feeds[0]!);
      bench.gate.pump(10 * PATIENCE_US);
      expect(bench.delivered).toEqual(order === 'strict' ? ['0:a', '0:b', '1:c'] : ['0:a', '1:c', '0:b']);
      expect(bench.lateCount).toBe(0);
    }
  });

  it('waits no longer for a connection that is over', () => {
    const bench = new Bench('strict', 3);
    bench.out(0, 10);
    bench.in(1, 'a');
    bench.out(2, 10);
    bench.gate.outputEnd(bench.feeds[2]!, bench.ticket);
    bench.in(1, 'b');
    bench.gate.abandon(bench.feeds[0]!);
    bench.gate.pump(0);
    expect(bench.delivered).toEqual(['1:a']);
    bench.gate.outputEnded(bench.feeds[2]!);
    bench.gate.pump(0);
    expect(bench.delivered).toEqual(['1:a', '1:b']);
    bench.in(0, 'never');
    bench.gate.pump(0);
    expect(bench.delivered).toEqual(['1:a', '1:b']);
    expect(bench.gate.items).toBe(0);
  });
});

describe('turns', () => {
  it('gives to another connection only what comes after the answer of the first', () => {
    const bench = new Bench('strict', 2);
    bench.gate.takeTurns();
    // Both were read before either was answered, and answered in the other order.
    bench.in(0, 'a');
    bench.in(1, 'b');
    bench.out(1, 3);
    bench.out(0, 3);
    bench.gate.pump(0);
    expect(bench.delivered).toEqual(['0:a']);
    bench.gate.produced(bench.feeds[0]!, 2);
    bench.gate.pump(1);
    expect(bench.delivered).toEqual(['0:a']);
    bench.gate.produced(bench.feeds[0]!, 1);
    bench.gate.pump(2);
    expect(bench.delivered).toEqual(['0:a', '1:b']);
    expect(bench.gate.awaitsTurn).toBe(false);
  });

  it('waits for nothing where production was given more before it answered', () => {
    const bench = new Bench('strict', 2);
    bench.gate.takeTurns();
    bench.in(0, 'part');
    bench.in(1, 'other');
    bench.in(0, 'rest');
    bench.out(0, 5);
    bench.gate.pump(0);
    // The turn of 1 has no answer in the log yet: it ends by time.
    expect(bench.delivered).toEqual(['0:part', '1:other']);
    expect(bench.gate.awaitsTurn).toBe(true);
    bench.gate.pump(TURN_UNSEEN_US);
    expect(bench.delivered).toEqual(['0:part', '1:other', '0:rest']);
    expect(bench.lateCount).toBe(0);
  });

  it('does not stand in the way of an answer that needs another connection', () => {
    const bench = new Bench('strict', 2);
    bench.gate.takeTurns();
    bench.in(0, 'pop, blocking');
    bench.in(1, 'push');
    bench.out(1, 1);
    bench.out(0, 1);
    bench.gate.pump(0);
    expect(bench.delivered).toEqual(['0:pop, blocking']);
    bench.gate.pump(TURN_UNSEEN_US);
    expect(bench.delivered).toEqual(['0:pop, blocking', '1:push']);
  });

  it('of a connection whose output has ended last until what it was given can have been read', () => {
    const bench = new Bench('strict', 2);
    bench.gate.takeTurns();
    bench.gate.outputEnded(bench.feeds[0]!);
    bench.in(0, 'last words');
    bench.in(1, 'next');
    bench.gate.pump(0);
    expect(bench.delivered).toEqual(['0:last words']);
    bench.gate.pump(TURN_UNSEEN_US);
    expect(bench.delivered).toEqual(['0:last words', '1:next']);
  });

  it('last as long as the replica is busy, and no longer than it is', () => {
    const bench = new Bench('strict', 2);
    bench.gate.takeTurns();
    bench.state = 'busy';
    bench.in(0, 'slow');
    bench.in(1, 'next');
    bench.out(0, 1);
    bench.gate.pump(0);
    bench.gate.pump(TURN_UNSEEN_US);
    expect(bench.delivered).toEqual(['0:slow']);
    bench.state = 'idle';
    bench.gate.pump(TURN_UNSEEN_US + 1);
    expect(bench.delivered).toEqual(['0:slow', '1:next']);
  });

  it('end at last even if the replica never rests, and never before it can have begun', () => {
    const bench = new Bench('strict', 2);
    bench.gate.takeTurns();
    bench.state = 'idle';
    bench.in(0, 'a');
    bench.in(1, 'b');
    bench.gate.pump(0);
    bench.gate.pump(TURN_LEAST_US - 1);
    expect(bench.delivered).toEqual(['0:a']);
    bench.state = 'busy';
    bench.gate.pump(TURN_MOST_US);
    expect(bench.delivered).toEqual(['0:a', '1:b']);
  });

  it('come to an end whatever the log and the replica do, with everything delivered in order', () => {
    const step = fc.record({
      connection: fc.nat(3),
      direction: fc.constantFrom('in' as const, 'out' as const),
      length: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const bench = new Bench('strict', 4);
        bench.gate.takeTurns();
        const produced = [0, 0, 0, 0];
        const expected: string[] = [];
        steps.forEach(({ connection, direction, length }, index) => {
          if (direction === 'out') bench.out(connection, (produced[connection]! += length));
          else {
            bench.in(connection, `${index}`);
            expected.push(`${connection}:${index}`);
          }
        });
        let now = 0;
        for (let round = 0; round < 400 && bench.gate.items > 0; round += 1) {
          bench.gate.pump((now += PATIENCE_US));
          const feed = bench.feeds[round % 4]!;
          if (feed.produced < produced[round % 4]!) bench.gate.produced(feed, 1);
        }
        expect(bench.gate.items).toBe(0);
        expect(bench.delivered).toEqual(expected);
      }),
    );
  });
});
