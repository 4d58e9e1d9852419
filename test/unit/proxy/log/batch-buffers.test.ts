import { describe, expect, it } from 'vitest';
import { BatchBuffers } from '../../../../proxy/log/mod.js';

describe('batch buffers', () => {
  it('come back whole, whatever part of them was used', () => {
    const buffers = new BatchBuffers(64, 2);
    const first = buffers.take();
    expect(first.length).toBe(64);
    buffers.giveBack(first.subarray(0, 5));
    const again = buffers.take();
    expect(again.buffer).toBe(first.buffer);
    expect(again.length).toBe(64);
    expect(buffers.take().buffer).not.toBe(first.buffer);
  });

  it('keep no more than they may, and nothing that is not theirs', () => {
    const buffers = new BatchBuffers(64, 1);
    const [one, two] = [buffers.take(), buffers.take()];
    buffers.giveBack(new Uint8Array(32));
    buffers.giveBack(one);
    buffers.giveBack(two);
    expect(buffers.take().buffer).toBe(one.buffer);
    expect([one.buffer, two.buffer]).not.toContain(buffers.take().buffer);
  });
});
