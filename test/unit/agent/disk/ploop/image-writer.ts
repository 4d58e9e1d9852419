// Writes images in the expanded format for tests: a second reading of the format's description, which knows nothing of the reader.
import fc from 'fast-check';

export const SECTOR = 512;

/** One layer of a disk: what is written, and how it is laid out in the file. */
export interface LayerPlan {
  readonly version: 1 | 2;
  readonly clusterSectors: number;
  readonly diskSectors: number;
  /** For each cluster of the disk: the byte it is filled with (mixed with its position), or undefined: it has no place. */
  readonly clusters: readonly (number | undefined)[];
  /** Numbers that order the places: clusters lie in the order of these. */
  readonly order: readonly number[];
  /** Places left free between clusters. */
  readonly gaps: readonly number[];
  /** Entries of the table beyond the disk's end. */
  readonly moreEntries: number;
  /** Room between the table and the first cluster: clusters (2nd form), or sectors (1st form; undefined: the header does not say). */
  readonly dataGap: number | undefined;
  readonly closed: 0 | 0x312e3276;
  readonly flags: 0 | 1;
}

export function layerPlan(
  clusterSectors: number,
  diskSectors: fc.Arbitrary<number>,
): fc.Arbitrary<LayerPlan> {
  return diskSectors.chain((sectors) => {
    const count = Math.ceil(sectors / clusterSectors);
    const perCluster = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: count, maxLength: count });
    return fc.record({
      version: fc.constantFrom(1 as const, 2 as const),
      clusterSectors: fc.constant(clusterSectors),
      diskSectors: fc.constant(sectors),
      clusters: perCluster(fc.option(fc.nat(255), { nil: undefined })),
      order: perCluster(fc.nat(1000)),
      gaps: perCluster(fc.constantFrom(0, 0, 0, 1, 2)),
      moreEntries: fc.nat(3),
      dataGap: fc.option(fc.nat(2), { nil: undefined }),
      closed: fc.constantFrom(0 as const, 0x312e3276 as const),
      flags: fc.constantFrom(0 as const, 1 as const),
    });
  });
}

/** The bytes of a cluster, as long as one is. */
export function clusterContent(seed: number, cluster: number, bytes: number): Buffer {
  const content = Buffer.alloc(bytes);
  if (seed === 0) return content;
  for (let at = 0; at < bytes; at++) content[at] = seed + at * 7 + cluster;
  return content;
}

/** The file of a layer. */
export function writeExpanded(plan: LayerPlan): Buffer {
  const clusterBytes = plan.clusterSectors * SECTOR;
  const entries = plan.clusters.length + plan.moreEntries;
  const tableEnd = 64 + entries * 4;
  const upTo = (unit: number) => Math.ceil(tableEnd / unit) * unit;
  const dataOffset =
    plan.version === 2
      ? upTo(clusterBytes) + (plan.dataGap ?? 0) * clusterBytes
      : upTo(SECTOR) + (plan.dataGap ?? 0) * SECTOR;
  const placed = plan.clusters
    .flatMap((seed, cluster) => (seed === undefined ? [] : [{ seed, cluster }]))
    .sort((a, b) => (plan.order[a.cluster] ?? 0) - (plan.order[b.cluster] ?? 0) || a.cluster - b.cluster);
  const head = Buffer.alloc(dataOffset);
  head.write(plan.version === 1 ? 'WithoutFreeSpace' : 'WithouFreSpacExt', 'latin1');
  for (const [at, word] of [
    [16, 2],
    [20, 16],
    [24, 1],
    [28, plan.clusterSectors],
    [32, entries],
    [36, plan.diskSectors],
    [44, plan.closed],
    [48, plan.version === 1 && plan.dataGap === undefined ? 0 : dataOffset / SECTOR],
    [52, plan.flags],
  ] as const)
    head.writeUInt32LE(word, at);
  const parts: Buffer[] = [head];
  let offset = dataOffset;
  for (const { seed, cluster } of placed) {
    const gap = (plan.gaps[cluster] ?? 0) * clusterBytes;
    parts.push(Buffer.alloc(gap, 0xee), clusterContent(seed, cluster, clusterBytes));
    offset += gap;
    head.writeUInt32LE(plan.version === 1 ? offset / SECTOR : offset / clusterBytes, 64 + cluster * 4);
    offset += clusterBytes;
  }
  return Buffer.concat(parts);
}

/** The disk of a layer without others below: its bytes, and for each cluster whether the layer has it. */
export function layerDisk({ clusters, clusterSectors, diskSectors }: LayerPlan): {
  bytes: Buffer;
  has: boolean[];
} {
  const clusterBytes = clusterSectors * SECTOR;
  const all = clusters.map((seed, cluster) =>
    seed === undefined ? Buffer.alloc(clusterBytes) : clusterContent(seed, cluster, clusterBytes),
  );
  return {
    bytes: Buffer.concat(all).subarray(0, diskSectors * SECTOR),
    has: clusters.map((seed) => seed !== undefined),
  };
}

/** What a disk of `diskBytes` reads as when layers lie on each other, the last on top; byte for byte. */
export function truth(
  layers: readonly { bytes: Buffer; has: readonly boolean[] | 'all' }[],
  clusterBytes: number,
  diskBytes: number,
): Buffer {
  const disk = Buffer.alloc(diskBytes);
  for (let at = 0; at < diskBytes; at++) {
    const cluster = Math.floor(at / clusterBytes);
    // A layer that ends within this cluster or before has no say behind its end, except that what it has hides what is below.
    const owner = layers.findLast(
      ({ bytes, has }) => cluster * clusterBytes < bytes.length && (has === 'all' || has[cluster] === true),
    );
    disk[at] = owner?.bytes[at] ?? 0;
  }
  return disk;
}
