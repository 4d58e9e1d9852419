import { setTimeout as delay } from 'node:timers/promises';
import { ProcessWillNotEndError } from './errors.js';
import { isRunning, type ProcessIdentity } from './identity.js';

/** The kernel tells only a parent that a process ended; others have to look, this often, milliseconds. */
const LOOK_INTERVAL_MS = 20;
/** How long a killed process may take to be gone: it has to let go of its memory first. */
const KILL_PATIENCE_MS = 10_000;

/**
 * Ends a process that need not be a child: SIGTERM, and SIGKILL after `graceMs`. Returns when it is gone; at once when
 * it was gone before.
 * @throws ProcessWillNotEndError
 */
export async function endProcess(identity: ProcessIdentity, graceMs: number): Promise<void> {
  if (await signalled(identity, 'SIGTERM', graceMs)) return;
  if (await signalled(identity, 'SIGKILL', KILL_PATIENCE_MS)) return;
  throw new ProcessWillNotEndError(identity.pid);
}

async function signalled(
  identity: ProcessIdentity,
  signal: NodeJS.Signals,
  patienceMs: number,
): Promise<boolean> {
  if (!(await isRunning(identity))) return true;
  try {
    process.kill(identity.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
    throw error;
  }
  const until = performance.now() + patienceMs;
  while (await isRunning(identity)) {
    if (performance.now() >= until) return false;
    await delay(LOOK_INTERVAL_MS);
  }
  return true;
}
