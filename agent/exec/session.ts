// Ending a command with all it has started.
import { readdir, readFile } from 'node:fs/promises';

/** Host pids of all processes of a session, leader included; those that are dead and wait for their parent are left out. */
export async function sessionProcesses(session: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const stats = await Promise.all(
    pids.map(async (pid) => ({ pid, stat: await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '') })),
  );
  return stats.filter(({ stat }) => sessionOf(stat) === session && !hasEnded(stat)).map(({ pid }) => pid);
}

/** Whether proc(5)'s stat shows a process that has ended (state Z or X). Pure. */
export function hasEnded(stat: string): boolean {
  return /^[ZX] /.test(stat.slice(stat.lastIndexOf(')') + 2));
}

/** The session in proc(5)'s stat: the fourth field behind the name, which may itself hold anything. Pure. */
export function sessionOf(stat: string): number | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return stat === '' ? undefined : Number(fields[3]);
}

/** When a process began, clock ticks since boot (field 22 of proc(5)'s stat): with the pid it names a process for good. */
export function startTimeOf(stat: string): string | undefined {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
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
