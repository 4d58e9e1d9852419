import { describe, expect, it } from 'vitest';
import { Handover } from '../../../../agent/exec/handover.js';

describe('Handover', () => {
  it('gives items in order, and lets a producer on only once its item was taken', async () => {
    const handover = new Handover<number>();
    const taken: number[] = [];
    const producer = (async () => {
      for (const item of [1, 2, 3]) {
        await handover.give(item);
        taken.push(item);
      }
      handover.close();
    })();
    const got: number[] = [];
    for await (const item of handover) {
      expect(taken).toEqual(got);
      got.push(item);
    }
    await producer;
    expect(got).toEqual([1, 2, 3]);
  });

  it('throws what made it fail', async () => {
    const handover = new Handover<number>();
    handover.fail(new Error('gone'));
    await expect(handover[Symbol.asyncIterator]().next()).rejects.toThrow('gone');
  });

  it('holds no producer back once nobody takes', async () => {
    const handover = new Handover<number>();
    const waiting = handover.give(1);
    handover.close();
    await waiting;
    await handover.give(2);
    expect(await handover[Symbol.asyncIterator]().next()).toMatchObject({ done: true });
  });
});
