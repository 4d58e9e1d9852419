import { describe, expect, it } from 'vitest';
import { messageQueue } from '../../../../cli/exec/message-queue.js';

describe('messageQueue', () => {
  it('keeps the order of its sources and makes each wait for the reader', async () => {
    const queue = messageQueue<number>();
    let taken = 0;
    void queue.put(1).then(() => (taken += 1));
    void queue.put(2).then(() => (taken += 1));
    await Promise.resolve();
    expect(taken).toBe(0);
    const read: number[] = [];
    setTimeout(() => {
      void queue.put(3);
      queue.close();
    }, 5);
    for await (const message of queue.messages) read.push(message);
    expect(read).toEqual([1, 2, 3]);
    expect(taken).toBe(2);
    await queue.put(4);
  });

  it('lets sources go when the reader leaves', async () => {
    const queue = messageQueue<number>();
    const puts = [queue.put(1), queue.put(2), queue.put(3)];
    for await (const message of queue.messages) if (message === 1) break;
    await Promise.all(puts);
    await queue.put(4);
  });
});
