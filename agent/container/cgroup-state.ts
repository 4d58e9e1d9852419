// What the kernel tells of a container's cgroup: how many processes, how many of them stopped, how many killed for memory.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CGROUP_ROOT } from './cgroup.js';

export interface CgroupState {
  readonly processes: number;
  /** Those that somebody has stopped: SIGSTOP, a debugger. */
  readonly stopped: number;
  /** Processes that the kernel has killed for want of memory, since the cgroup was made. */
  readonly oomKills: number;
}

/** States of proc_pid_stat(5) of a process that does nothing until somebody lets it. */
const STOPPED = /^[Tt]$/;

/** The state in the text of /proc/PID/stat; the name before it may hold anything. */
export function processState(stat: string): string | undefined {
  return /^\s*(\S)/.exec(stat.slice(stat.lastIndexOf(')') + 1))?.[1];
}

/** The count in memory.events (v2) or memory.oom_control (v1). */
export function oomKillsIn(text: string): number {
  return Number(/^oom_kill (\d+)$/m.exec(text)?.[1] ?? 0);
}

/** All zero where there is no such cgroup. */
export async function cgroupState(cgroupsPath: string, root = CGROUP_ROOT): Promise<CgroupState> {
  const v2 = existsSync(join(root, 'cgroup.controllers'));
  const folder = v2 ? join(root, cgroupsPath) : join(root, 'memory', cgroupsPath);
  const [procs, events] = await Promise.all([
    readFile(join(folder, 'cgroup.procs'), 'utf8').catch(() => ''),
    readFile(join(folder, v2 ? 'memory.events' : 'memory.oom_control'), 'utf8').catch(() => ''),
  ]);
  const pids = procs.split('\n').filter((line) => line !== '');
  const states = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').then(processState, () => undefined)),
  );
  const alive = states.filter((state) => state !== undefined && state !== 'Z' && state !== 'X');
  return {
    processes: alive.length,
    stopped: alive.filter((state) => STOPPED.test(state ?? '')).length,
    oomKills: oomKillsIn(events),
  };
}
