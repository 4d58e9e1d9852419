/** Processor time of groups of processes, from /proc. */
import { readdirSync, readFileSync } from 'node:fs';

/** Units of /proc/PID/stat per second: USER_HZ, the same on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

interface ProcessTimes {
  readonly parent: number;
  readonly ticks: number;
}

/** Parent, and user and system time of a process, from its stat line. Pure. */
export function parseStat(stat: string): ProcessTimes {
  // The name may hold anything, also brackets and spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
}

function allProcesses(): Map<number, ProcessTimes> {
  const found = new Map<number, ProcessTimes>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      found.set(Number(name), parseStat(readFileSync(`/proc/${name}/stat`, 'utf8')));
    } catch {
      // Has ended since.
    }
  }
  return found;
}

/** The process and all its descendants. */
export function processTree(root: number): number[] {
  const all = allProcesses();
  const tree = [root];
  for (const pid of tree) for (const [child, { parent }] of all) if (parent === pid) tree.push(child);
  return tree;
}

/** Seconds of processor time that each group has used so far: the trees below its pids. */
export function processorSeconds(groups: ReadonlyMap<string, readonly number[]>): Map<string, number> {
  const all = allProcesses();
  const ticksOf = (root: number): number => {
    let ticks = all.get(root)?.ticks ?? 0;
    for (const [pid, { parent }] of all) if (parent === root) ticks += ticksOf(pid);
    return ticks;
  };
  return new Map(
    [...groups].map(([name, pids]) => [
      name,
      pids.reduce((sum, pid) => sum + ticksOf(pid), 0) / TICKS_PER_SECOND,
    ]),
  );
}
