// The cgroup tree, of which runc makes what a container needs.
import { readFile, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CGROUP_ROOT, cgroupRoots, controllerRoot, isUnified } from '../../runtime/cgroup/mod.js';

/** Removes the folder that holds our containers' cgroups once it is empty, and an empty one of the container itself. */
export async function removeCgroupParent(cgroupsPath: string): Promise<void> {
  for (const root of await cgroupRoots()) {
    // rmdir refuses a cgroup with processes or children: then somebody still needs it.
    await rmdir(join(root, cgroupsPath)).catch(() => undefined);
    await rmdir(join(root, dirname(cgroupsPath))).catch(() => undefined);
  }
}

/**
 * Memory that counts against the container's limit less what the kernel can drop at once, bytes; 0 when there is no such
 * cgroup. As `docker stats` computes it.
 */
export async function memoryInUse(cgroupsPath: string, root = CGROUP_ROOT): Promise<number> {
  const v2 = isUnified(root);
  const folder = join(controllerRoot('memory', root), cgroupsPath);
  const usage = await readFile(join(folder, v2 ? 'memory.current' : 'memory.usage_in_bytes'), 'utf8').catch(
    () => '0',
  );
  const stat = await readFile(join(folder, 'memory.stat'), 'utf8').catch(() => '');
  const inactive =
    new RegExp(`^${v2 ? 'inactive_file' : 'total_inactive_file'} (\\d+)$`, 'm').exec(stat)?.[1] ?? '0';
  return Math.max(0, Number(usage) - Number(inactive));
}
