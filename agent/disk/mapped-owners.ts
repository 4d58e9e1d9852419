import { mapMountedOwners } from '../../runtime/linux/mod.js';
import type { IdRange } from '../container/mod.js';
import { withMapping } from './user-namespace.js';

/**
 * Lets the files of a disk that is mounted at `target` belong to the ids `to` where on the disk they belong to `from`; the disk
 * stays as it is. Throws SyscallError where the kernel cannot do that.
 */
export async function mapOwners(target: string, from: IdRange, to: IdRange): Promise<void> {
  await withMapping(from.base, { base: to.base, size: from.size }, async (path) =>
    mapMountedOwners(target, path),
  );
}
