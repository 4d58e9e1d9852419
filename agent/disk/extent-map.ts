// The extent map of a file.
import { constants } from 'node:os';
import { open } from 'node:fs/promises';
import { ExtentFlag, fileExtents, SyscallError, type FileExtent } from '../../runtime/linux/mod.js';
import type { ExtentMap } from './extent-ranges.js';

/** The map of a file that nobody writes; undefined where the file system has no such maps. */
export async function readExtentMap(path: string): Promise<ExtentMap | undefined> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return extentMap(size, await fileExtents(file));
  } catch (error) {
    if (error instanceof SyscallError && NO_MAPS.has(error.errno)) return undefined;
    throw error;
  } finally {
    await file.close();
  }
}

const NO_MAPS: ReadonlySet<number> = new Set([
  constants.errno.EOPNOTSUPP,
  constants.errno.ENOTTY,
  constants.errno.ENOSYS,
]);

/** Reads the kernel's flags: reserved room is a hole, and a place that does not say what the bytes are is none. Pure. */
export function extentMap(size: number, extents: readonly FileExtent[]): ExtentMap {
  return {
    size,
    extents: extents.flatMap(({ offset, length, place, flags }) => {
      const known = (flags & ExtentFlag.unknownPlace) === 0;
      // Reserved room whose place is not known either may have data in memory.
      if (known && (flags & ExtentFlag.unwritten) !== 0) return [];
      return [{ offset, length, place: known ? place : undefined }];
    }),
  };
}
