import { ParikshanError } from '../../runtime/errors/mod.js';

/** An image file of CRIU that cannot be read as what it should be. */
export class DamagedImageError extends ParikshanError {
  readonly reason = 'IMAGE_DAMAGED';
  readonly path: string;
  constructor(path: string, detail: string) {
    super(`The memory image ${path} cannot be read: ${detail}.`, {
      code: 'INTERNAL',
      remedy:
        'Remove the clone and make a new one; if it happens again, check the disk and the version of CRIU.',
      metadata: { path },
    });
    this.path = path;
  }
}

/** CRIU is not there, or not one that works on this kernel. */
export class CriuMissingError extends ParikshanError {
  readonly reason = 'CRIU_MISSING';
  constructor(detail: string) {
    super(`This host has no CRIU that works: ${detail}.`, {
      code: 'FAILED_PRECONDITION',
      remedy:
        'Run scripts/setup as root on the host: it tests the CRIU of the system and installs one that works.',
    });
  }
}
