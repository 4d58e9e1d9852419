import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where an installation keeps what must survive a reboot, unless told otherwise. */
export const DEFAULT_STATE_DIR = '/var/lib/parikshan';
/** Where an installation keeps sockets, pid files and images, unless told otherwise. */
export const DEFAULT_RUN_DIR = '/run/parikshan';

/**
 * Four hexadecimal digits that mark everything an installation makes on its host, so that two installations never touch
 * each other's things and leftovers can be found: the first of the SHA-256 of the absolute state directory.
 */
export function installationTag(stateDir: string): string {
  return createHash('sha256').update(resolve(stateDir)).digest('hex').slice(0, 4);
}

/** The number 0 to 255 that an installation derives from its tag, e.g. for its default address range 10.87.N.0/24. */
export function installationNumber(tag: string): number {
  return Number.parseInt(tag.slice(0, 2), 16);
}

/** Makes the directories, for their owner only: they hold memory images, disks, traffic and keys. Existing ones stay. */
export function makePrivateDirectories(...directories: readonly string[]): void {
  for (const directory of directories) mkdirSync(directory, { recursive: true, mode: 0o700 });
}
