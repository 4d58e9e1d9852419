import { SyscallError } from '../../runtime/linux/mod.js';
import type { IdRange } from '../container/mod.js';
import { remapImages } from '../criu/mod.js';
import { mapOwners } from '../disk/mod.js';
import { IdRangeTakenError } from './errors.js';

/** What is changed for one replica, so that its programs have other host ids than those its images give them. */
export interface OtherIds {
  readonly replica: string;
  /** Mount point of its disk. */
  readonly rootfs: string;
  /** Those of the clone. */
  readonly images: string;
  /** For its own. */
  readonly ownImages: string;
  readonly from: IdRange;
  readonly to: IdRange;
}

/** Inside, all stays as it was: the same ids, the same owners. @throws IdRangeTakenError where the kernel cannot do it */
export async function giveOtherIds(ids: OtherIds): Promise<void> {
  const { replica, rootfs, images, ownImages, from, to } = ids;
  try {
    await mapOwners(rootfs, from, to);
  } catch (cause) {
    if (cause instanceof SyscallError) throw new IdRangeTakenError(replica, from, { cause });
    throw cause;
  }
  await remapImages(images, ownImages, from, to);
}
