import { describe, expect, it } from 'vitest';
import { ClusterTable } from '../../../../../agent/disk/ploop/cluster-table.js';
import { HEADER_BYTES, isExpanded, parseHeader } from '../../../../../agent/disk/ploop/header.js';
import { writeExpanded, type LayerPlan } from './image-writer.js';

/** Three clusters of 1 KiB, the middle one without a place; the third before the first. */
const PLAN: LayerPlan = {
  version: 2,
  clusterSectors: 2,
  diskSectors: 6,
  clusters: [1, undefined, 2],
  order: [2, 1, 0],
  gaps: [0, 0, 0],
  moreEntries: 0,
  dataGap: 0,
  closed: 0,
  flags: 0,
};

function read(file: Buffer, fileBytes = file.length) {
  const header = parseHeader('IMAGE', file.subarray(0, HEADER_BYTES), fileBytes);
  return { header, table: ClusterTable.parse('IMAGE', header, file.subarray(HEADER_BYTES), fileBytes) };
}

function changed(words: Readonly<Record<number, number>>, plan = PLAN): Buffer {
  const file = writeExpanded(plan);
  for (const [at, word] of Object.entries(words)) file.writeUInt32LE(word, Number(at));
  return file;
}

describe('the head of an image in the expanded format', () => {
  it('says where clusters are: in clusters, or in sectors in the first form', () => {
    const { header, table } = read(writeExpanded(PLAN));
    expect(header).toEqual({
      version: 2,
      clusterBytes: 1024,
      diskBytes: 3072,
      clusters: 3,
      dataOffset: 1024,
    });
    expect([0, 1, 2, 3].map((cluster) => table.placeOf(cluster))).toEqual([2048, undefined, 1024, undefined]);
    const first = read(writeExpanded({ ...PLAN, version: 1, dataGap: undefined }));
    expect(first.header).toMatchObject({ version: 1, dataOffset: 512 });
    expect([0, 1, 2].map((cluster) => first.table.placeOf(cluster))).toEqual([1536, undefined, 512]);
    expect(table.equals(first.table)).toBe(false);
    expect(table.equals(read(writeExpanded(PLAN)).table)).toBe(true);
  });

  it('counts the disk in 32 bits in the first form, in 64 in the second', () => {
    // The word above the size means nothing there.
    expect(read(changed({ 40: 7 }, { ...PLAN, version: 1 })).header.diskBytes).toBe(3072);
    expect(() => read(changed({ 40: 7 }))).toThrow(/larger than any/);
  });

  it('is known by its first bytes', () => {
    expect(isExpanded(Buffer.from('WithouFreSpacExt'))).toBe(true);
    expect(isExpanded(Buffer.from('WithouFreSpacEx'))).toBe(false);
    expect(isExpanded(Buffer.from('constructor'))).toBe(false);
  });

  it.each([
    ['another beginning', { 0: 0 }, 'DISK_IMAGE_DAMAGED', /does not begin as/],
    ['another version', { 16: 3 }, 'DISK_IMAGE_UNSUPPORTED', /of version 3/],
    ['clusters without sectors', { 28: 0 }, 'DISK_IMAGE_DAMAGED', /clusters have 0 sectors/],
    ['clusters of a GiB', { 28: 2 ** 21 }, 'DISK_IMAGE_DAMAGED', /clusters have 2097152 sectors/],
    ['too short a table', { 32: 2 }, 'DISK_IMAGE_DAMAGED', /2 entries, and its disk has 3/],
    ['a table longer than the file', { 32: 2 ** 31 }, 'DISK_IMAGE_DAMAGED', /ends within its table/],
    ['no disk', { 36: 0 }, 'DISK_IMAGE_DAMAGED', /no bytes/],
    ['the mark of one that is open', { 44: 0x746f6e59 }, 'DISK_IMAGE_IN_USE', /open for writing/],
    ['an unknown state', { 44: 1 }, 'DISK_IMAGE_DAMAGED', /no known state \(0x1\)/],
    ['a start of data within a cluster', { 48: 3 }, 'DISK_IMAGE_DAMAGED', /no multiple of a cluster/],
    ['no start of data', { 48: 0 }, 'DISK_IMAGE_DAMAGED', /no multiple of a cluster/],
    ['the mark of a conversion', { 52: 2 }, 'DISK_IMAGE_IN_USE', /version is being changed/],
    [
      'a cluster in the table',
      { 64: 0xffff_ffff },
      'DISK_IMAGE_DAMAGED',
      /cluster 0 .* the file ends at 3072/,
    ],
    ['a cluster behind the end', { 64: 3 }, 'DISK_IMAGE_DAMAGED', /at byte 3072, and the file ends/],
    ['one cluster used twice', { 64: 1 }, 'DISK_IMAGE_DAMAGED', /cluster 2 .* where another one is/],
  ])('is refused with %s', (_, words, reason, message) => {
    const failure = expect.objectContaining({
      reason,
      message: expect.stringMatching(message) as string,
      metadata: { path: 'IMAGE' },
    }) as Error;
    expect(() => read(changed(words))).toThrow(failure);
  });

  it('is refused with clusters within the table, or between places, in the first form', () => {
    const first = { ...PLAN, version: 1, dataGap: 0 } as const;
    expect(() => read(changed({ 64: 0 + 2 }, first))).toThrow(/where no cluster begins/);
    expect(() => read(changed({ 48: 2, 64: 1 }, first))).toThrow(/before the first cluster/);
    const many = { ...first, moreEntries: 200 };
    expect(() => read(changed({ 48: 1 }, many))).toThrow(/within its table/);
  });

  it('is refused when cut short anywhere', () => {
    const file = writeExpanded(PLAN);
    for (let length = 0; length < file.length; length += 16) {
      expect(() => read(file.subarray(0, length)), `${length} bytes`).toThrow(
        expect.objectContaining({ reason: 'DISK_IMAGE_DAMAGED' }) as Error,
      );
    }
  });

  it('may end with its disk, within the last cluster', () => {
    const file = writeExpanded({ ...PLAN, diskSectors: 5, order: [0, 1, 2] });
    expect(read(file.subarray(0, file.length - 512)).table.placeOf(2)).toBe(2048);
    expect(() => read(file.subarray(0, file.length - 513))).toThrow(/the file ends at/);
  });
});
