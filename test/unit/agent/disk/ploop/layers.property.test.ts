import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClusterTable } from '../../../../../agent/disk/ploop/cluster-table.js';
import { HEADER_BYTES, parseHeader } from '../../../../../agent/disk/ploop/header.js';
import { dataBytes, MAX_PIECE_BYTES, mergedPieces } from '../../../../../agent/disk/ploop/layers.js';
import type { DiskImage, Layer } from '../../../../../agent/disk/ploop/layers.js';
import { ParikshanError } from '../../../../../runtime/errors/mod.js';
import { layerDisk, layerPlan, SECTOR, truth, writeExpanded, type LayerPlan } from './image-writer.js';

function read(path: string, file: Buffer): Layer & { kind: 'expanded' } {
  const header = parseHeader(path, file.subarray(0, HEADER_BYTES), file.length);
  const table = ClusterTable.parse(path, header, file.subarray(HEADER_BYTES), file.length);
  return { kind: 'expanded', path, diskBytes: header.diskBytes, clusterBytes: header.clusterBytes, table };
}

/** Puts the pieces together; they must come in order, without overlap, and lie within disk and file. */
function assemble(image: DiskImage, files: ReadonlyMap<string, Buffer>): Buffer {
  const disk = Buffer.alloc(image.diskBytes);
  let end = 0;
  for (const { layer, from, to, length } of mergedPieces(image)) {
    const file = files.get(layer.path)!;
    expect(to).toBeGreaterThanOrEqual(end);
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThanOrEqual(MAX_PIECE_BYTES);
    end = to + length;
    expect(end).toBeLessThanOrEqual(image.diskBytes);
    expect(from + length).toBeLessThanOrEqual(file.length);
    file.copy(disk, to, from, from + length);
  }
  return disk;
}

interface RawPlan {
  readonly bytes: Buffer;
  /** Sectors that are in the extent map; all others are zeroes. */
  readonly mapped: readonly boolean[];
}

const rawPlan: fc.Arbitrary<RawPlan> = fc
  .array(fc.option(fc.integer({ min: 1, max: 255 }), { nil: undefined }), { minLength: 1, maxLength: 40 })
  .map((sectors) => ({
    bytes: Buffer.concat(sectors.map((seed) => Buffer.alloc(SECTOR, seed ?? 0))),
    mapped: sectors.map((seed) => seed !== undefined),
  }));

const chain: fc.Arbitrary<{ base: RawPlan | undefined; layers: LayerPlan[] }> = fc
  .constantFrom(1, 3, 8)
  .chain((clusterSectors) =>
    fc.record({
      base: fc.option(rawPlan, { nil: undefined }),
      layers: fc.array(layerPlan(clusterSectors, fc.integer({ min: 1, max: 40 })), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
  );

describe('an image in the expanded format', () => {
  it('reads as the bytes that were written, wherever its clusters lie', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 3, 8, 63).chain((sectors) => layerPlan(sectors, fc.integer({ min: 1, max: 160 }))),
        (plan) => {
          const file = writeExpanded(plan);
          const layer = read('top', file);
          const image = { path: 'top', diskBytes: layer.diskBytes, layers: [layer] };
          expect(assemble(image, new Map([['top', file]])).equals(layerDisk(plan).bytes)).toBe(true);
          const allocated = plan.clusters.filter((seed) => seed !== undefined).length;
          expect(dataBytes(image)).toBe(allocated * plan.clusterSectors * SECTOR);
        },
      ),
    );
  });

  it('reads as the topmost layer of a chain that has a cluster, and as zeroes where none has', () => {
    fc.assert(
      fc.property(chain, ({ base, layers }) => {
        const files = new Map(layers.map((plan, index) => [`${index}`, writeExpanded(plan)]));
        const above = [...files].map(([path, file]) => read(path, file));
        const clusterBytes = layers[0]!.clusterSectors * SECTOR;
        const diskBytes = above.at(-1)!.diskBytes;
        const known = layers.map((plan) => layerDisk(plan));
        const below: Layer[] = [];
        if (base !== undefined) {
          files.set('base', base.bytes);
          const data = base.mapped.flatMap((mapped, sector) =>
            mapped ? [{ offset: sector * SECTOR, length: SECTOR }] : [],
          );
          below.push({ kind: 'raw', path: 'base', diskBytes: base.bytes.length, data });
        }
        const all = base === undefined ? known : [{ bytes: base.bytes, has: 'all' as const }, ...known];
        const image = { path: 'chain', diskBytes, layers: [...below, ...above] };
        expect(assemble(image, files).equals(truth(all, clusterBytes, diskBytes))).toBe(true);
      }),
    );
  });

  it('never leads out of its file or disk, whatever its header and table hold', () => {
    const written = layerPlan(3, fc.integer({ min: 1, max: 40 })).map(writeExpanded);
    const damage = fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { minLength: 1, maxLength: 4 });
    const length = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(written, damage, length, (file, changes, part) => {
        const damaged = Buffer.from(file.subarray(0, Math.ceil(file.length * Math.max(part, 0.1))));
        for (const [at, byte] of changes) if (at < damaged.length) damaged[at] = byte;
        let layer: Layer;
        try {
          layer = read('damaged', damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(ParikshanError);
          expect((error as ParikshanError).reason).toMatch(/^DISK_IMAGE_(DAMAGED|IN_USE|UNSUPPORTED)$/);
          return;
        }
        // Damage can make a disk of terabytes without data; only the pieces are walked through then.
        let end = 0;
        if (layer.diskBytes > 2 ** 24) return;
        for (const piece of mergedPieces({ path: 'damaged', diskBytes: layer.diskBytes, layers: [layer] })) {
          expect(piece.to).toBeGreaterThanOrEqual(end);
          end = piece.to + piece.length;
          expect(end).toBeLessThanOrEqual(layer.diskBytes);
          expect(piece.from + piece.length).toBeLessThanOrEqual(damaged.length);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a raw image', () => {
  it('reads as it is, in pieces of bounded size, without its holes', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(40), { maxLength: 12 }).map((all) => all.sort((a, b) => a - b)),
        fc.nat(3),
        (blocks, tail) => {
          const unit = 300_000;
          const diskBytes = 41 * unit + tail;
          const data: { offset: number; length: number }[] = [];
          for (const block of blocks) {
            const last = data.at(-1);
            if (last !== undefined && last.offset + last.length === block * unit) last.length += unit;
            else data.push({ offset: block * unit, length: unit });
          }
          const image: DiskImage = {
            path: 'raw',
            diskBytes,
            layers: [{ kind: 'raw', path: 'raw', diskBytes, data }],
          };
          const covered = [...mergedPieces(image)];
          expect(covered.every(({ from, to, length }) => from === to && length <= MAX_PIECE_BYTES)).toBe(
            true,
          );
          const joined: { offset: number; length: number }[] = [];
          for (const { to, length } of covered) {
            const last = joined.at(-1);
            if (last !== undefined && last.offset + last.length === to) last.length += length;
            else joined.push({ offset: to, length });
          }
          expect(joined).toEqual(data);
        },
      ),
    );
  });
});
