import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CGROUP_ROOT, controllerRoot, isUnified } from './hierarchies.js';

/** The controller by whose hierarchy processes are found where each has one: containers are always limited by it. */
const CONTROLLER = 'memory';

/**
 * Path of a process's group in the hierarchy of a controller, from the text of /proc/PID/cgroup (cgroups(7)); `unified`: in that of all
 * of them. Undefined when it is in none. Pure.
 */
export function groupIn(text: string, controller: string, unified: boolean): string | undefined {
  for (const line of text.split('\n')) {
    const [number, controllers = '', ...path] = line.split(':');
    const isIt = unified ? number === '0' && controllers === '' : controllers.split(',').includes(controller);
    if (isIt) return path.join(':');
  }
  return undefined;
}

/** Pids of all that is in the group of a process, or below it; undefined where that cannot be told. Some may be gone when they are looked at. */
export function groupProcessesSync(pid: number, root = CGROUP_ROOT): number[] | undefined {
  try {
    const path = groupIn(readFileSync(`/proc/${pid}/cgroup`, 'utf8'), CONTROLLER, isUnified(root));
    return path === undefined ? undefined : processesBelow(join(controllerRoot(CONTROLLER, root), path));
  } catch {
    return undefined;
  }
}

function processesBelow(folder: string): number[] {
  const own = readFileSync(join(folder, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean).map(Number);
  const below = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [...own, ...below.flatMap(({ name }) => processesBelow(join(folder, name)))];
}
