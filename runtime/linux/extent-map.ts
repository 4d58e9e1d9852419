import type { FileHandle } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { checked, libcFunction } from './libc.js';

/**
 * Where the bytes of a file lie: the ioctl FS_IOC_FIEMAP (linux/fiemap.h, Documentation/filesystems/fiemap.rst). What it
 * does not name is a hole.
 */
export interface FileExtent {
  /** Bytes from the file's beginning. */
  readonly offset: number;
  readonly length: number;
  /** Byte on the device (on btrfs of its own address space); says nothing where a flag of UNKNOWN_PLACE is set. */
  readonly place: number;
  /** Bits of FIEMAP_EXTENT_*. */
  readonly flags: number;
}

/** Bits of `flags`. */
export const ExtentFlag = {
  last: 0x1,
  /** No place, or one that bytes cannot be told apart by: they are packed, or share a block with others. */
  unknownPlace: 0x2 | 0x4 | 0x8 | 0x80 | 0x100 | 0x200 | 0x400,
  /** Room without data: it reads as zeroes. */
  unwritten: 0x800,
} as const;

/** _IOWR('f', 11, struct fiemap), which is 32 bytes without its extents. */
const FS_IOC_FIEMAP = 0xc020660b;
/**
 * Dirty pages are written first. Without it data that is still in memory has no place yet, and data in memory over room that was
 * reserved is told as "unwritten": as zeroes.
 */
const FIEMAP_FLAG_SYNC = 1;

const HEADER_BYTES = 32;
const EXTENT_BYTES = 56;
/** One call holds this thread for a quarter of a millisecond or so with this many. */
const EXTENTS_A_CALL = 2048;

const ioctl = libcFunction<[number, number, Uint8Array]>(
  'int ioctl(int fd, unsigned long request, _Inout_ uint8_t *argument)',
);

/**
 * All extents of a file, in order. One that nobody writes: what changes meanwhile is in or not.
 * @throws SyscallError EOPNOTSUPP where the file system has no such maps (a tmpfs)
 */
export async function fileExtents(file: FileHandle): Promise<FileExtent[]> {
  // What FIEMAP_FLAG_SYNC would write while this thread waits.
  await file.datasync();
  const request = new Uint8Array(HEADER_BYTES + EXTENTS_A_CALL * EXTENT_BYTES);
  const view = new DataView(request.buffer);
  const extents: FileExtent[] = [];
  for (let start = 0; ;) {
    request.fill(0, 0, HEADER_BYTES);
    view.setBigUint64(0, BigInt(start), true);
    view.setBigUint64(8, 2n ** 64n - 1n - BigInt(start), true);
    view.setUint32(16, FIEMAP_FLAG_SYNC, true);
    view.setUint32(24, EXTENTS_A_CALL, true);
    checked('ioctl', ioctl(file.fd, FS_IOC_FIEMAP, request), 'FS_IOC_FIEMAP');
    const found = readExtents(view);
    extents.push(...found);
    const last = found.at(-1);
    if (last === undefined || (last.flags & ExtentFlag.last) !== 0) return extents;
    start = last.offset + last.length;
    await setImmediate();
  }
}

/** What the kernel has written into the request. */
function readExtents(view: DataView): FileExtent[] {
  const count = Math.min(view.getUint32(20, true), EXTENTS_A_CALL);
  return Array.from({ length: count }, (_, index) => {
    const at = HEADER_BYTES + index * EXTENT_BYTES;
    return {
      offset: Number(view.getBigUint64(at, true)),
      place: Number(view.getBigUint64(at + 8, true)),
      length: Number(view.getBigUint64(at + 16, true)),
      flags: view.getUint32(at + 40, true),
    };
  });
}
