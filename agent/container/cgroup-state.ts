// What the kernel tells of a container's cgroup: how many processes, how many of them stopped, how many killed for memory.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CGROUP_ROOT, controllerRoot, isUnified } from '../../runtime/cgroup/mod.js';
import { hasEnded, isStopped, readStat } from '../../runtime/process/mod.js';

export interface CgroupState {
  readonly processes: number;
  /** Those that somebody has stopped: SIGSTOP, a debugger. */
  readonly stopped: number;
  /** Processes that the kernel has killed for want of memory, since the cgroup was made. */
  readonly oomKills: number;
}

/** The count in memory.events (v2) or memory.oom_control (v1). */
export function oomKillsIn(text: string): number {
  return Number(/^oom_kill (\d+)$/m.exec(text)?.[1] ?? 0);
}

/** All zero where there is no such cgroup. */
export async function cgroupState(cgroupsPath: string, root = CGROUP_ROOT): Promise<CgroupState> {
  const folder = join(controllerRoot('memory', root), cgroupsPath);
  const [procs, events] = await Promise.all([
    readFile(join(folder, 'cgroup.procs'), 'utf8').catch(() => ''),
    readFile(join(folder, isUnified(root) ? 'memory.events' : 'memory.oom_control'), 'utf8').catch(() => ''),
  ]);
  const pids = procs.split('\n').filter((line) => line !== '');
  const stats = await Promise.all(pids.map((pid) => readStat(Number(pid))));
  const alive = stats.filter((stat) => stat !== undefined).filter((stat) => !hasEnded(stat));
  return {
    processes: alive.length,
    stopped: alive.filter(isStopped).length,
    oomKills: oomKillsIn(events),
  };
}
