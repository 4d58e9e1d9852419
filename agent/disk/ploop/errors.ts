// Why a disk image is not imported.
import { ParikshanError } from '../../../runtime/errors/mod.js';

/** Somebody writes to the image, or did and has not closed it. */
export class ImageInUseError extends ParikshanError {
  readonly reason = 'DISK_IMAGE_IN_USE';

  constructor(path: string, how: string) {
    super(`The disk image ${path} is in use: ${how}.`, {
      code: 'FAILED_PRECONDITION',
      remedy:
        'End what uses it (stop the container, `ploop umount DiskDescriptor.xml`, `losetup --detach`). If nothing does, it was not closed: `ploop check DiskDescriptor.xml` (of a single file `qemu-img check -r all`) looks it through and closes it.',
      metadata: { path },
    });
  }
}

/** What the image says of itself cannot be true, or parts of it are missing. */
export class ImageDamagedError extends ParikshanError {
  readonly reason = 'DISK_IMAGE_DAMAGED';

  constructor(path: string, why: string) {
    super(`The disk image ${path} is damaged: ${why}. Nothing was imported.`, {
      code: 'INVALID_ARGUMENT',
      remedy:
        'See that it was copied whole; `ploop check` or `qemu-img check` says more of an image in the expanded format.',
      metadata: { path },
    });
  }
}

/** An image of a kind that is not read here. */
export class ImageUnsupportedError extends ParikshanError {
  readonly reason = 'DISK_IMAGE_UNSUPPORTED';

  constructor(path: string, why: string, remedy: string) {
    super(`The disk image ${path} cannot be imported: ${why}.`, {
      code: 'INVALID_ARGUMENT',
      remedy,
      metadata: { path },
    });
  }
}

/** The copy is not what the image holds. */
export class ImageCopyDiffersError extends ParikshanError {
  readonly reason = 'DISK_IMAGE_CHANGED';

  constructor(path: string, where: string) {
    super(
      `The disk image ${path} changed while it was imported, or does not read the same twice: ${where}.`,
      {
        code: 'ABORTED',
        remedy:
          'See that nothing uses the image, and import it again. If it stays so, check the disks of this host (`dmesg`).',
        metadata: { path },
      },
    );
  }
}
