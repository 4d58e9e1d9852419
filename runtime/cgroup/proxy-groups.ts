import { readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';

const PREFIX = 'parikshan-proxy-';

/** The group that a proxy makes for itself, at the root of a hierarchy. */
export function proxyGroup(hierarchy: string, pid: number): string {
  return join(hierarchy, `${PREFIX}${pid}`);
}

/** Removes groups of proxies that were killed, of whatever installation. The kernel refuses to remove one that somebody is in. */
export function removeEmptyProxyGroups(hierarchy: string): void {
  for (const name of namesIn(hierarchy)) {
    if (!name.startsWith(PREFIX)) continue;
    try {
      rmdirSync(join(hierarchy, name));
    } catch {
      // In use, or another has been quicker.
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
