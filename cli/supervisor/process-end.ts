import { setTimeout as delay } from 'node:timers/promises';
import { isRunning } from '../../runtime/process/mod.js';
import type { ProcessIdentity } from '../../runtime/process/mod.js';

/** The kernel tells only a parent when a process ends; for others there is nothing to wait on but /proc. */
const LOOK_MS = 50;

/** Waits until a process that is not our child has ended. @returns false when it has not within `limitMs` */
export async function hasEnded(process: ProcessIdentity, limitMs: number): Promise<boolean> {
  const deadline = Date.now() + limitMs;
  while (await isRunning(process)) {
    if (Date.now() >= deadline) return false;
    await delay(LOOK_MS);
  }
  return true;
}

/** Sends a signal to this very process; nothing when it is gone. */
export async function signalProcess(target: ProcessIdentity, signal: NodeJS.Signals): Promise<void> {
  if (!(await isRunning(target))) return;
  try {
    process.kill(target.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
