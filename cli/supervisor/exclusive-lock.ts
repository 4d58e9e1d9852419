import { open } from 'node:fs/promises';
import { tryLockFile } from '../../runtime/linux/mod.js';

/** Locks that are held until they are let go, or this process ends. */
export interface ExclusiveLock {
  release(): Promise<void>;
}

/**
 * Locks files, making them where they are not. All or none.
 * @returns undefined when another process holds one of them
 */
export async function takeExclusiveLock(paths: readonly string[]): Promise<ExclusiveLock | undefined> {
  const files: Awaited<ReturnType<typeof open>>[] = [];
  const release = async (): Promise<void> => {
    await Promise.all(files.splice(0).map((file) => file.close()));
  };
  try {
    for (const path of paths) {
      const file = await open(path, 'a', 0o600);
      files.push(file);
      if (!tryLockFile(file.fd)) {
        await release();
        return undefined;
      }
    }
  } catch (error) {
    await release();
    throw error;
  }
  return { release };
}
