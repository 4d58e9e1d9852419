// A disk image as a root filesystem: it is copied into one raw file, whose file system is mounted while files are taken out of it.
import { mkdir, rm } from 'node:fs/promises';
import { describeImage, imagePath } from './image.js';
import { findFileSystem } from './file-system.js';
import { attachFile, detachFile } from './loop.js';
import { mountDevice, unmount } from './mounts.js';
import { copyImage } from './ploop/mod.js';
import { folderSource, type FileSource, type RootfsSource } from './rootfs-source.js';

/** Where an import keeps the raw copy, and where it mounts it. Nothing else may be there. */
export interface ImportPlace {
  readonly folder: string;
  readonly mountPoint: string;
}

/** The copy is ours, so journals can be replayed in it. Nothing in it is run, and none of its devices works. */
const MOUNT_OPTIONS = ['nodev', 'nosuid', 'noexec'];

/**
 * Calls `work` with the files of a source: an image's are mounted, all others are as they are. The copy is there only for that time; it is a
 * ploop image folder of its own. Throws what `copyImage` does, RootfsUnusableError, DiskAttachError.
 */
export async function withFiles<T>(
  source: RootfsSource,
  place: ImportPlace,
  signal: AbortSignal,
  work: (files: FileSource) => Promise<T>,
): Promise<T> {
  if (source.kind !== 'image') return work(source);
  try {
    await mkdir(place.folder, { recursive: true, mode: 0o700 });
    const raw = imagePath(place.folder);
    await copyImage(source.image, raw, signal);
    await describeImage(raw);
    const { type, ...range } = await findFileSystem(raw, source.path);
    const { device } = await attachFile(raw, range);
    // An XFS may be mounted elsewhere, too.
    await mountDevice(device, place.mountPoint, type, [
      ...MOUNT_OPTIONS,
      ...(type === 'xfs' ? ['nouuid'] : []),
    ]);
    return await work(await folderSource(place.mountPoint));
  } finally {
    await removeImport(place);
  }
}

/** Removes all there is of an import, whatever state it is in. */
export async function removeImport(place: ImportPlace): Promise<void> {
  await unmount(place.mountPoint);
  await detachFile(imagePath(place.folder));
  await rm(place.folder, { recursive: true, force: true });
  await rm(place.mountPoint, { recursive: true, force: true });
}
