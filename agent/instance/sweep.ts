// At the agent's start: what an earlier life of this installation left half-made is found and removed. Running instances are kept.
import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { listMounts } from '../../runtime/linux/mod.js';
import type { Logger } from '../../runtime/log/mod.js';
import { cgroupRoots } from '../../runtime/cgroup/mod.js';
import type { Containers } from '../container/mod.js';
import { detach, listLoopDevices, removeImport, unmount } from '../disk/mod.js';
import { listHostInterfaces, removeInterface } from '../network/mod.js';
import type { Instances } from './instances.js';
import {
  cgroupFolder,
  disksFolder,
  INSTANCE_ID_PREFIX,
  instanceLayout,
  instancesFolder,
  type Installation,
  type InstanceLayout,
} from './layout.js';
import { nameBelow, orphans } from './orphans.js';
import { readRecords } from './record.js';

export interface SweepOptions {
  readonly installation: Installation;
  readonly instances: Instances;
  readonly containers: Containers;
  readonly log: Logger;
}

/** Removes leftovers and returns what was removed, one line each. What cannot be removed is logged and left. */
export async function sweepInstances(options: SweepOptions): Promise<string[]> {
  const { installation, instances, log } = options;
  const removed: string[] = [];
  const attempt = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      removed.push(what);
      log.info({ what }, 'leftover removed');
    } catch (error) {
      log.error({ err: error, what }, 'leftover could not be removed');
    }
  };
  const kept = new Set<string>();
  for (const { name, record } of await readRecords(instancesFolder(installation))) {
    const layout = instanceLayout(installation, name);
    if (record?.phase === 'made') kept.add(name);
    else if (record !== undefined) await attempt(`instance ${name}`, () => instances.discard(layout, record));
    // Without a record only the folder is known; what else there is of it is found below.
    else await attempt(`folder ${layout.home}`, () => removeFolder(layout));
  }
  await sweepHost(options, kept, attempt);
  await instances.publish();
  return removed;
}

type Attempt = (what: string, work: () => Promise<unknown>) => Promise<void>;

async function sweepHost(
  { installation, containers }: SweepOptions,
  kept: ReadonlySet<string>,
  attempt: Attempt,
) {
  for (const { id } of await containers.runc.list()) {
    if (!id.startsWith(INSTANCE_ID_PREFIX) || kept.has(id.slice(INSTANCE_ID_PREFIX.length))) continue;
    const { container, cgroupsPath } = instanceLayout(installation, id.slice(INSTANCE_ID_PREFIX.length));
    await attempt(`container ${id}`, () => containers.delete(container, cgroupsPath));
  }
  for (const { target } of (await listMounts()).toReversed()) {
    const name = nameBelow(instancesFolder(installation), target);
    if (name !== undefined && !kept.has(name)) await attempt(`mount ${target}`, () => unmount(target));
  }
  for (const { device, file } of await listLoopDevices()) {
    const name = nameBelow(disksFolder(installation), file.replace(/ \(deleted\)$/, ''));
    if (name !== undefined && !kept.has(name)) await attempt(`loop device ${device}`, () => detach(device));
  }
  const disks = await readdir(disksFolder(installation)).catch(() => []);
  for (const name of orphans(disks, kept)) {
    await attempt(`disk ${name}`, () =>
      rm(join(disksFolder(installation), name), { recursive: true, force: true }),
    );
  }
  const wires = new Set([...kept].map((name) => instanceLayout(installation, name).hostInterface));
  for (const name of orphans(await listHostInterfaces(installation.tag), wires)) {
    await attempt(`interface ${name}`, () => removeInterface(name));
  }
  await sweepCgroups(installation, kept);
}

/** Only empty cgroups can be removed: the kernel refuses those that anything runs in, such as a replica's. */
async function sweepCgroups(installation: Installation, kept: ReadonlySet<string>): Promise<void> {
  for (const root of await cgroupRoots()) {
    const folder = join(root, cgroupFolder(installation));
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    for (const name of orphans(names, kept)) await rmdir(join(folder, name)).catch(() => undefined);
    await rmdir(folder).catch(() => undefined);
  }
}

async function removeFolder({ home, rootfs, importPlace }: InstanceLayout): Promise<void> {
  await unmount(rootfs);
  await removeImport(importPlace);
  await rm(home, { recursive: true, force: true });
}
