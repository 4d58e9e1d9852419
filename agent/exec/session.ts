// Ending a command with all it has started.
import { hasEnded, readAllStats } from '../../runtime/process/mod.js';

/** Host pids of all processes of a session, leader included; those that are dead and wait for their parent are left out. */
export async function sessionProcesses(session: number): Promise<number[]> {
  const stats = await readAllStats();
  return stats.filter((stat) => stat.session === session && !hasEnded(stat)).map(({ pid }) => pid);
}

/** Signals a process; one that is gone is no error. Returns whether it was there. */
export function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** A process may start another while we look; each look finds what the last one missed. */
const KILL_ROUNDS = 5;

/** Kills every process of a session. */
export async function killSession(session: number): Promise<void> {
  for (let round = 0; round < KILL_ROUNDS; round++) {
    const pids = await sessionProcesses(session);
    if (pids.length === 0) return;
    for (const pid of pids) signalProcess(pid, 'SIGKILL');
  }
}
