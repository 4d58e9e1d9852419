/** Disks: the pool, images, loop devices, mounts, and the filling of a new disk. Every function can be called again. */
export { closePool, openPool, poolFreeBytes, type Pool } from './pool.js';
export {
  alignedDiskBytes,
  DEFAULT_DISK_BYTES,
  MAX_DISK_BYTES,
  MIN_DISK_BYTES,
  PARTITION_OFFSET_BYTES,
} from './geometry.js';
export { IMAGE_FILE } from './descriptor.js';
export { allocatedBytes, createImage, describeImage, imagePath, snapshotImage } from './image.js';
export { attachImage, detach, detachFile, listLoopDevices, loopDevicesOf, type LoopDevice } from './loop.js';
export { mapOwners } from './mapped-owners.js';
export { mountedAt, mountImage, unmount } from './mounts.js';
export { folderSource, inspectRootfs, type FileSource, type RootfsSource } from './rootfs-source.js';
export { fillDisk, type FillReport } from './fill.js';
export { removeImport, withFiles, type ImportPlace } from './source-files.js';
export { readExtentMap } from './extent-map.js';
export {
  allocatedRanges,
  changedRanges,
  type ByteRange,
  type ChangedRange,
  type Extent,
  type ExtentMap,
} from './extent-ranges.js';
