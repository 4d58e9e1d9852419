import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extentMap } from '../../../../agent/disk/extent-map.js';
import {
  allocatedRanges,
  changedRanges,
  type ByteRange,
  type Extent,
  type ExtentMap,
} from '../../../../agent/disk/extent-ranges.js';

const BLOCK = 4;

/** A block of a model file: its place in blocks, `undefined` for a hole, `unknown` for data without a place. */
type Block = number | 'unknown' | undefined;

interface ModelFile {
  readonly size: number;
  readonly blocks: readonly Block[];
}

const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 40 }) },
  { weight: 2, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constant('unknown' as const) },
);

const file: fc.Arbitrary<ModelFile> = fc
  .record({
    // Mostly in a row, as real files lie.
    runs: fc.array(fc.record({ start: block, length: fc.integer({ min: 1, max: 4 }), row: fc.boolean() }), {
      maxLength: 8,
    }),
    tail: fc.integer({ min: 0, max: BLOCK - 1 }),
    beyond: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ runs, tail, beyond }) => {
    const blocks = runs.flatMap(({ start, length, row }) =>
      Array.from({ length }, (_, index) => (typeof start === 'number' && row ? start + index : start)),
    );
    // Extents may reach beyond the end of the file.
    const whole = Math.max(0, blocks.length - beyond) * BLOCK;
    return { blocks, size: Math.max(0, whole - tail) };
  });

/** The map of a model file, cut into extents at random, as file systems do. */
function mapOf({ size, blocks }: ModelFile, cuts: ReadonlySet<number>): ExtentMap {
  const extents: { offset: number; length: number; place: number | undefined }[] = [];
  for (const [index, each] of blocks.entries()) {
    if (each === undefined) continue;
    const place = each === 'unknown' ? undefined : each * BLOCK;
    const last = extents.at(-1);
    const offset = index * BLOCK;
    const joins =
      last !== undefined &&
      last.offset + last.length === offset &&
      (place === undefined ? last.place === undefined : last.place === place - last.length);
    if (joins && !cuts.has(index)) last.length += BLOCK;
    else extents.push({ offset, length: BLOCK, place });
  }
  return { size, extents };
}

const cutsOf = fc.uniqueArray(fc.integer({ min: 0, max: 32 })).map((cuts) => new Set(cuts));

/** What one byte is: its place on the device, and whether that is known. */
function byteOf({ size, blocks }: ModelFile, at: number): number | 'unknown' | 'zero' {
  if (at >= size) return 'zero';
  const found = blocks[Math.floor(at / BLOCK)];
  if (found === undefined) return 'zero';
  return found === 'unknown' ? 'unknown' : found * BLOCK + (at % BLOCK);
}

function bytesIn(ranges: readonly ByteRange[]): number[] {
  return ranges.flatMap(({ offset, length }) => Array.from({ length }, (_, index) => offset + index));
}

function expectInOrder(ranges: readonly ByteRange[], size: number): void {
  let end = 0;
  for (const { offset, length } of ranges) {
    expect(length).toBeGreaterThan(0);
    expect(offset).toBeGreaterThanOrEqual(end);
    end = offset + length;
    expect(end).toBeLessThanOrEqual(size);
  }
}

describe('the ranges of extent maps', () => {
  it('are what differs between two generations, byte by byte', () => {
    fc.assert(
      fc.property(file, file, cutsOf, cutsOf, (base, next, baseCuts, nextCuts) => {
        const changed = changedRanges(mapOf(base, baseCuts), mapOf(next, nextCuts));
        expectInOrder(changed, next.size);
        const all = Array.from({ length: next.size }, (_, at) => at);
        const differs = all.filter((at) => {
          const [was, is] = [byteOf(base, at), byteOf(next, at)];
          return was !== is || is === 'unknown';
        });
        expect(bytesIn(changed)).toEqual(differs);
        expect(bytesIn(changed.filter(({ zero }) => zero))).toEqual(
          differs.filter((at) => byteOf(next, at) === 'zero'),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('applied to the base give the next generation', () => {
    fc.assert(
      fc.property(file, file, cutsOf, (base, next, cuts) => {
        const copy = Array.from({ length: next.size }, (_, at) => byteOf(base, at));
        for (const range of changedRanges(mapOf(base, cuts), mapOf(next, cuts)))
          for (const at of bytesIn([range])) copy[at] = range.zero ? 'zero' : byteOf(next, at);
        expect(copy).toEqual(Array.from({ length: next.size }, (_, at) => byteOf(next, at)));
      }),
    );
  });

  it('are nothing between equal files, unless their places are unknown', () => {
    fc.assert(
      fc.property(file, cutsOf, cutsOf, (one, cuts, others) => {
        const changed = changedRanges(mapOf(one, cuts), mapOf(one, others));
        expect(bytesIn(changed).every((at) => byteOf(one, at) === 'unknown')).toBe(true);
      }),
    );
  });

  it('are what is allocated, in as few ranges as can be', () => {
    fc.assert(
      fc.property(file, cutsOf, (one, cuts) => {
        const ranges = allocatedRanges(mapOf(one, cuts));
        expectInOrder(ranges, one.size);
        const all = Array.from({ length: one.size }, (_, at) => at);
        expect(bytesIn(ranges)).toEqual(all.filter((at) => byteOf(one, at) !== 'zero'));
        for (const [index, { offset, length }] of ranges.entries())
          expect(ranges[index + 1]?.offset).not.toBe(offset + length);
      }),
    );
  });
});

describe('the flags of an extent', () => {
  const UNWRITTEN = 0x800;
  const [UNKNOWN, DELALLOC, ENCODED, ENCRYPTED, NOT_ALIGNED, INLINE, TAIL] = [
    0x2, 0x4, 0x8, 0x80, 0x100, 0x200, 0x400,
  ] as const;
  const [MERGED, SHARED, LAST] = [0x1000, 0x2000, 0x1] as const;

  const read = (flags: number): readonly Extent[] =>
    extentMap(8, [{ offset: 0, length: 8, place: 4096, flags }]).extents;

  it.each([0, MERGED, SHARED, LAST, SHARED | LAST])('%i: its place counts', (flags) => {
    expect(read(flags)).toEqual([{ offset: 0, length: 8, place: 4096 }]);
  });

  it.each([UNKNOWN, DELALLOC, ENCODED, ENCRYPTED, NOT_ALIGNED, INLINE, TAIL, UNWRITTEN | DELALLOC])(
    '%i: it is data without a place',
    (flags) => {
      expect(read(flags)).toEqual([{ offset: 0, length: 8, place: undefined }]);
    },
  );

  it('unwritten: it is a hole', () => {
    expect(read(UNWRITTEN | SHARED)).toEqual([]);
  });
});
