// Mounts and loop devices that are the agent's own, not an instance's.
import { closePool, unmount } from './disk/mod.js';
import { imageAreaDir } from './freeze/mod.js';
import type { AgentParts } from './parts.js';

/** They stay only as long as something needs them: a stopped agent that holds nothing leaves nothing. The next one mounts them again. */
export async function letGoOfStorage(
  held: Pick<AgentParts, 'installation' | 'instances' | 'clones' | 'replicas' | 'fetches'>,
): Promise<void> {
  const { stateDir, runDir } = held.installation;
  const [clones, replicas, instances, partial] = await Promise.all([
    held.clones.list(),
    held.replicas.list(),
    held.instances.list(),
    held.fetches.partial(),
  ]);
  // Half a fetch in the image area is gone with its mount.
  if (clones.length > 0 || replicas.length > 0 || partial.length > 0) return;
  await unmount(imageAreaDir(runDir));
  if (instances.length === 0) await closePool(stateDir);
}
