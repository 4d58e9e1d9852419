// The layout of an instance's disk: GPT, one partition, room for the backup GPT. Pure.

const MIB = 2 ** 20;
export const SECTOR_BYTES = 512;

/** Where the partition begins, bytes; ploop and all partitioners align to 1 MiB. */
export const PARTITION_OFFSET_BYTES = MIB;

/** Behind the partition, bytes; the backup GPT takes 33 sectors of it. */
const TAIL_BYTES = MIB;

/** Default size of a disk, bytes. It is sparse. */
export const DEFAULT_DISK_BYTES = 4 * 1024 * MIB;

/** Smallest disk, bytes: below it ext4 makes no journal worth having. */
export const MIN_DISK_BYTES = 64 * MIB;

/** Largest disk, bytes: what XFS files and ext4 with 4 KiB blocks both hold. */
export const MAX_DISK_BYTES = 8 * 1024 * 1024 * MIB;

/** Rounds up to whole MiB, which is also ploop's cluster. */
export function alignedDiskBytes(bytes: number): number {
  return Math.ceil(bytes / MIB) * MIB;
}

/** Length of the partition on a disk of this size, bytes. */
export function partitionBytes(diskBytes: number): number {
  return diskBytes - PARTITION_OFFSET_BYTES - TAIL_BYTES;
}

/** Input for sfdisk: one Linux partition. */
export function partitionScript(diskBytes: number): string {
  const start = PARTITION_OFFSET_BYTES / SECTOR_BYTES;
  const size = partitionBytes(diskBytes) / SECTOR_BYTES;
  return `label: gpt\nunit: sectors\nstart=${start}, size=${size}, type=0FC63DAF-8483-4772-8E79-3D69D8477DE4\n`;
}
