import { hasEnded, readStatSync } from '../../runtime/process/mod.js';

/** When a process was started, in clock ticks since boot; with its pid it is that process and no later one. Undefined when it is gone. */
export function processStart(pid: number): string | undefined {
  const stat = readStatSync(pid);
  return stat === undefined || hasEnded(stat) ? undefined : String(stat.startTicks);
}
