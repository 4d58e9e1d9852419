// Whether a container's root can walk to its root filesystem.
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const OTHERS_MAY_ENTER = 0o001;

/**
 * The first folder on the way to `path` that only its owner or group may enter, or undefined. The runtime walks there as
 * the container's root, who is nobody special on the host.
 */
export async function closedFolder(path: string): Promise<string | undefined> {
  const parent = dirname(path);
  const above = parent === path ? undefined : await closedFolder(parent);
  if (above !== undefined) return above;
  const { mode } = await stat(path);
  return (mode & OTHERS_MAY_ENTER) === 0 ? path : undefined;
}
