// Removes everything of this installation from the host: containers, disks, cells, mounts, rules.
import { cgroupRoots, removeEmptyProxyGroups } from '../runtime/cgroup/mod.js';
import type { RoleOptions } from '../runtime/config/mod.js';
import type { Logger } from '../runtime/log/mod.js';
import { closePool, unmount } from './disk/mod.js';
import { imageAreaDir } from './freeze/mod.js';
import { removeFirewall } from './network/mod.js';
import { buildParts } from './parts.js';

/** Nothing of the installation is left on the host but its folders, which the caller removes. No agent may run. */
export async function purgeHost(options: RoleOptions, log: Logger): Promise<void> {
  const { installation, instances, clones, replicas } = await buildParts(options, log);
  for (const { record } of await replicas.list()) await replicas.remove(record.name);
  for (const clone of await clones.list()) await clones.remove(clone);
  for (const { spec } of await instances.list()) {
    if (spec?.name !== undefined) await instances.remove(spec.name, true);
  }
  await removeFirewall(installation.tag);
  await unmount(imageAreaDir(installation.runDir));
  await closePool(installation.stateDir);
  // Its proxy may have been killed.
  for (const root of await cgroupRoots()) removeEmptyProxyGroups(root);
}
