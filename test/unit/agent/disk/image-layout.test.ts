import { describe, expect, it } from 'vitest';
import { diskDescriptor } from '../../../../agent/disk/descriptor.js';
import { alignedDiskBytes, partitionBytes, partitionScript } from '../../../../agent/disk/geometry.js';
import { loopPoolBytes } from '../../../../agent/disk/pool-size.js';

const MIB = 2 ** 20;

describe('the layout of a disk', () => {
  it('is a whole number of MiB', () => {
    expect(alignedDiskBytes(1)).toBe(MIB);
    expect(alignedDiskBytes(64 * MIB)).toBe(64 * MIB);
  });

  it('leaves 1 MiB before and behind the partition', () => {
    expect(partitionBytes(64 * MIB)).toBe(62 * MIB);
    expect(partitionScript(64 * MIB)).toContain(`start=2048, size=${62 * 2048}, type=0FC63DAF`);
  });

  it('is described in sectors, as ploop reads it', () => {
    const xml = diskDescriptor(4096 * MIB);
    expect(xml).toContain('<Disk_size>8388608</Disk_size>');
    expect(xml).toContain('<Start>0</Start>\n      <End>8388608</End>\n      <Blocksize>2048</Blocksize>');
    expect(xml).toContain('<Type>Plain</Type>\n        <File>root.hds</File>');
    // ploop refuses a descriptor without these: the image is the top of a chain of one.
    const top = '{5fbaabe3-6958-40ff-92a7-860e329aab41}';
    expect(xml).toContain(`<TopGUID>${top}</TopGUID>`);
    expect(xml).toContain(`<GUID>${top}</GUID>\n      <ParentGUID>{00000000-0000-0000-0000-000000000000}`);
  });
});

describe('the size of a loop-backed pool', () => {
  it('is a part of what is free, in whole GiB', () => {
    expect(loopPoolBytes(100 * 1024 * MIB)).toBe(70 * 1024 * MIB);
  });

  it('is refused where no useful pool fits', () => {
    expect(() => loopPoolBytes(1024 * MIB)).toThrow(/too little room for the disk pool/);
  });
});
