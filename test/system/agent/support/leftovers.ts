import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listLoopDevices } from '../../../../agent/disk/mod.js';
import { listMounts } from '../../../../runtime/linux/mod.js';

/** What an installation's things on the host can be told by. */
export interface InstallationPlace {
  readonly stateDir: string;
  readonly runDir: string;
  readonly tag: string;
}

/** Everything on the host that belongs to instances, clones or replicas of this installation; empty when all were removed. */
export async function leftovers({ stateDir, runDir, tag }: InstallationPlace): Promise<string[]> {
  const found: string[] = [];
  const pool = join(stateDir, 'pool');
  for (const { target } of await listMounts()) {
    if (target.startsWith(`${stateDir}/`) && target !== pool) found.push(`mount ${target}`);
  }
  for (const { device, file } of await listLoopDevices()) {
    if (file.startsWith(`${pool}/`)) found.push(`loop device ${device} of ${file}`);
  }
  for (const name of readdirSync('/sys/class/net')) {
    if (name.startsWith(`pk${tag}`) || name.startsWith(`pp${tag}`)) found.push(`interface ${name}`);
  }
  for (const root of [
    '/sys/fs/cgroup',
    ...readdirSync('/sys/fs/cgroup').map((name) => `/sys/fs/cgroup/${name}`),
  ]) {
    const folder = join(root, `parikshan-${tag}`);
    if (existsSync(folder)) found.push(`cgroup ${folder}`);
  }
  const tables = execFileSync('nft', ['list', 'tables'], { encoding: 'utf8' });
  if (tables.includes(`parikshan_${tag}`)) found.push(`nft table parikshan_${tag}`);
  if (existsSync('/run/netns')) {
    const cells = readdirSync('/run/netns').filter((name) => name.startsWith(`pk-${tag}-`));
    found.push(...cells.map((name) => `network namespace ${name}`));
  }
  for (const folder of [
    ...['instances', 'replicas'].map((name) => join(stateDir, name)),
    ...['instances', 'clones', 'replicas'].map((name) => join(pool, name)),
    ...['runc', 'clones', 'images'].map((name) => join(runDir, name)),
  ]) {
    if (existsSync(folder)) found.push(...readdirSync(folder).map((name) => `${folder}/${name}`));
  }
  found.push(...processesOf(runDir));
  return found;
}

/** conmon and runc name the run folder on their command lines. */
function processesOf(runDir: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return line.includes(`${runDir}/runc`) ? [`process ${pid}: ${line}`] : [];
      } catch {
        return [];
      }
    });
}
