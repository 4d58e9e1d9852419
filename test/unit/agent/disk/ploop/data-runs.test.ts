import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dataRuns } from '../../../../../agent/disk/ploop/data-runs.js';

it('the runs of a buffer hold all that is not zero, in whole blocks, and no block of zeroes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.nat(4095), { nil: undefined }), { maxLength: 8 }),
      fc.nat(4095),
      (blocks, short) => {
        const buffer = Buffer.alloc(Math.max(0, blocks.length * 4096 - short));
        for (const [block, at] of blocks.entries()) {
          const place = block * 4096 + (at ?? 0);
          if (at !== undefined && place < buffer.length) buffer[place] = 1;
        }
        const runs = dataRuns(buffer);
        const copy = Buffer.alloc(buffer.length);
        for (const { offset, length } of runs) buffer.copy(copy, offset, offset, offset + length);
        expect(copy.equals(buffer)).toBe(true);
        for (const { offset, length } of runs) {
          expect(offset % 4096).toBe(0);
          for (let at = offset; at < offset + length; at += 4096)
            expect(buffer.subarray(at, Math.min(at + 4096, offset + length)).some((byte) => byte !== 0)).toBe(
              true,
            );
        }
        for (const [index, run] of runs.entries())
          expect(run.offset).not.toBe((runs[index - 1]?.offset ?? -1) + (runs[index - 1]?.length ?? 0));
      },
    ),
  );
});
