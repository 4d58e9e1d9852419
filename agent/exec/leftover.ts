// Commands that outlived their agent: written down while they run, found and ended by the next one.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readStat } from '../../runtime/process/mod.js';
import { killSession } from './session.js';

/** Beside the file into which runc writes the pid of the command inside. */
const STARTER_SUFFIX = '.starter';

/** Writes down the process that starts a command, by pid and start time: pids are used again. */
export async function recordExecution(pidFile: string, pid: number): Promise<void> {
  const stat = await readStat(pid);
  await writeFile(`${pidFile}${STARTER_SUFFIX}`, `${pid} ${stat?.startTicks ?? ''}`, { mode: 0o600 });
}

/** Forgets one that has ended. */
export async function forgetExecution(pidFile: string): Promise<void> {
  for (const path of [pidFile, `${pidFile}${STARTER_SUFFIX}`]) await rm(path, { force: true });
}

/**
 * Ends what an earlier agent left. A command inside a container is recognised by its cgroup, below `cgroupFolder`, the one that
 * started it by its start time. Returns how many files there were.
 */
export async function sweepExecutions(folder: string, cgroupFolder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    const [pid, started] = (await readFile(path, 'utf8').catch(() => '')).trim().split(' ');
    const leader = Number(pid);
    const ours = name.endsWith(STARTER_SUFFIX)
      ? await startedAt(leader, started)
      : await isInCgroup(leader, cgroupFolder);
    if (leader > 0 && ours) await killSession(leader);
    await rm(path, { force: true });
  }
  return names.length;
}

async function startedAt(pid: number, time: string | undefined): Promise<boolean> {
  const stat = await readStat(pid);
  return stat !== undefined && String(stat.startTicks) === time;
}

async function isInCgroup(pid: number, folder: string): Promise<boolean> {
  return (await readFile(`/proc/${pid}/cgroup`, 'utf8').catch(() => '')).includes(`${folder}/`);
}
