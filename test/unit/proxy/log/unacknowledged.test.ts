import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FinishedBatch } from '../../../../proxy/log/mod.js';
import { KEPT_BATCHES, Unacknowledged } from '../../../../proxy/log/unacknowledged.js';

function batch(sequence: number): FinishedBatch {
  const bytes = new Uint8Array(10 + sequence);
  const held = { heldBytes: bytes.length * 2, records: 2, firstUs: 100 + sequence, payloadBytes: 3 };
  return { sequence, bytes, ...held, gaps: 0, gapBytes: 0 };
}

describe('Unacknowledged', () => {
  it('sends in order, again from the first that is not acknowledged, and forgets what is', () => {
    type Step = 'add' | 'send' | 'sendAgain' | 'acknowledge';
    const steps = fc.array(
      fc.tuple(fc.constantFrom<Step>('add', 'add', 'send', 'send', 'sendAgain', 'acknowledge'), fc.nat(30)),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(steps, (script) => {
        const queue = new Unacknowledged();
        let [added, acknowledged, sent] = [0, 0, 0];
        for (const [step, number] of script) {
          if (step === 'add') {
            queue.add(batch(added));
            added += 1;
          } else if (step === 'send') {
            const next = queue.send();
            expect(next?.sequence).toBe(sent < added ? sent : undefined);
            if (next !== undefined) sent += 1;
          } else if (step === 'sendAgain') {
            queue.sendAgain();
            sent = acknowledged;
          } else {
            const upTo = Math.min(number, added - 1);
            const out = [...queue.acknowledge(upTo)].map(({ sequence }) => sequence);
            expect(out).toEqual(
              Array.from({ length: Math.max(0, upTo + 1 - acknowledged) }, (_, i) => acknowledged + i),
            );
            acknowledged = Math.max(acknowledged, upTo + 1);
            sent = Math.max(sent, acknowledged);
          }
          const sum = (from: number, to: number): number =>
            Array.from({ length: to - from }, (_, i) => 10 + from + i).reduce((a, b) => a + b, 0);
          expect(queue.heldBytes).toBe(2 * sum(acknowledged, added));
          expect(queue.sentBytes).toBe(sum(acknowledged, sent));
          expect(queue.isEmpty).toBe(acknowledged === added);
          expect(queue.backlog).toEqual({
            records: 2 * (added - acknowledged),
            bytes: 3 * (added - acknowledged),
            firstUs: acknowledged === added ? undefined : 100 + acknowledged,
          });
        }
      }),
    );
  });

  it('refuses a batch out of order', () => {
    expect(() => new Unacknowledged().add(batch(1))).toThrow(RangeError);
  });

  it('takes back what was acknowledged last, and sends it again in order', () => {
    const queue = new Unacknowledged();
    for (let sequence = 0; sequence < 5; sequence += 1) queue.add(batch(sequence));
    while (queue.send() !== undefined);
    for (const _ of queue.acknowledge(3));
    const held = queue.heldBytes;
    expect(queue.takeBack(1)).toBe(true);
    expect(queue.backlog).toEqual({ records: 6, bytes: 9, firstUs: 102 });
    expect(queue.heldBytes).toBe(held + batch(2).heldBytes + batch(3).heldBytes);
    expect([queue.send(), queue.send(), queue.send(), queue.send()].map((sent) => sent?.sequence)).toEqual([
      2,
      3,
      4,
      undefined,
    ]);
    expect([...queue.acknowledge(4)].map(({ sequence }) => sequence)).toEqual([2, 3, 4]);
    expect([queue.heldBytes, queue.sentBytes, queue.isEmpty]).toEqual([0, 0, true]);
  });

  it('keeps no more of them than it may', () => {
    const forgotten: number[] = [];
    const queue = new Unacknowledged(0, ({ sequence }) => forgotten.push(sequence));
    for (let sequence = 0; sequence < KEPT_BATCHES + 10; sequence += 1) queue.add(batch(sequence));
    for (const _ of queue.acknowledge(KEPT_BATCHES + 9));
    // Nobody may use the memory of one that can still be taken back.
    expect(forgotten).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(queue.takeBack(8)).toBe(false);
    expect(queue.takeBack(KEPT_BATCHES)).toBe(true);
  });
});
