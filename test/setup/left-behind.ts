import { rmSync } from 'node:fs';
import { PrivateInstallation } from '../../bench/frame/mod.js';
import { HostLab } from '../../demo/hosts/mod.js';
import { allPids, describeProcess, endProcess } from '../../runtime/process/mod.js';
import { abandonedFolders, placeIn } from '../system/support/owned-folder.js';

/** Takes away what test runs that were killed have left on the machine: their hosts, containers, processes, mounts and folders. */
export default async function removeLeftBehind(): Promise<void> {
  for (const { kind, folder } of await abandonedFolders()) {
    console.warn(`an earlier run was killed: what it has left in ${folder} is removed`);
    const place = placeIn(folder);
    if (kind === 'lab') await HostLab.clear(place);
    else {
      await endRolesIn(folder);
      await PrivateInstallation.clear(place);
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Roles that a test has started outlive it. Containers with what holds them are the purge's. */
async function endRolesIn(folder: string): Promise<void> {
  for (const pid of await allPids()) {
    const found = await describeProcess(pid);
    const words = found?.words ?? [];
    const isRole = words.some((word) => word.endsWith('/bin/parikshan'));
    if (found !== undefined && isRole && words.some((word) => word.includes(`${folder}/`)))
      await endProcess(found, 0);
  }
}
