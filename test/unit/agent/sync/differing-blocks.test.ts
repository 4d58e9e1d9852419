import fc from 'fast-check';
import { expect, it } from 'vitest';
import { differing } from '../../../../agent/sync/differing-blocks.js';

it('names the blocks whose digests differ, and those that are zeroes on the other side', () => {
  const block = fc.integer({ min: 0, max: 2 });
  fc.assert(
    fc.property(fc.array(fc.tuple(block, block)), (blocks) => {
      // 0 stands for a block of zeroes.
      const digest = (value: number): Buffer => Buffer.alloc(16, value);
      const [ours, theirs] = [
        Buffer.concat(blocks.map(([our]) => digest(our))),
        Buffer.concat(blocks.map(([, their]) => digest(their))),
      ];
      expect([...differing(ours, theirs)]).toEqual(
        blocks.flatMap(([our, their], index) => (our === their ? [] : [{ block: index, zero: their === 0 }])),
      );
    }),
  );
});
