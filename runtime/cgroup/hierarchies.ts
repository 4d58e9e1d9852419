import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

export const CGROUP_ROOT = '/sys/fs/cgroup';

/** Whether there is one hierarchy for all controllers (v2) and not one for each (v1); on hosts with both, containers use v1. */
export function isUnified(root = CGROUP_ROOT): boolean {
  return existsSync(join(root, 'cgroup.controllers'));
}

/** The root of the hierarchy in which a controller is, if it is in any. */
export function controllerRoot(controller: string, root = CGROUP_ROOT): string {
  return isUnified(root) ? root : join(root, controller);
}

/** The roots of all mounted hierarchies: one for v2, one per controller for v1. */
export async function cgroupRoots(root = CGROUP_ROOT): Promise<string[]> {
  if (isUnified(root)) return [root];
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(root, entry.name));
}
