/** Processor time of groups of processes, from /proc. */
import { allPidsSync, readStatSync, TICKS_PER_SECOND, type ProcessStat } from '../../runtime/process/mod.js';

function allProcesses(): Map<number, ProcessStat> {
  const found = new Map<number, ProcessStat>();
  for (const pid of allPidsSync()) {
    const stat = readStatSync(pid);
    if (stat !== undefined) found.set(stat.pid, stat);
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
    const own = all.get(root);
    let ticks = own === undefined ? 0 : own.userTicks + own.systemTicks;
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
