import type { FileHandle } from 'node:fs/promises';

/** A file that is being filled with what arrives. */
export interface FillingFile {
  readonly path: string;
  readonly handle: FileHandle;
}
