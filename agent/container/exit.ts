// Learns that a container has ended, from the file conmon writes.
import { existsSync, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ContainerPaths } from './paths.js';

/** How a container ended. */
export interface ContainerExit {
  /** Exit status; 128 + signal number when a signal ended it; undefined when nobody was there to record it. */
  readonly status: number | undefined;
}

/**
 * The exit file is the event. This is only how soon it is noticed that container and conmon are both gone and nobody
 * will ever write one, milliseconds.
 */
const LIVENESS_INTERVAL_MS = 250;

/** The recorded exit status, or undefined while there is none. */
export async function readExitStatus(paths: ContainerPaths): Promise<number | undefined> {
  const text = (await readFile(paths.exitPath, 'utf8').catch(() => '')).trim();
  return /^-?\d+$/.test(text) ? Number(text) : undefined;
}

/** Whether a process with this host pid exists. */
export function isAlive(pid: number): boolean {
  return pid > 0 && existsSync(`/proc/${pid}`);
}

/** Waits until the container has ended. Resolves to undefined when `signal` is aborted before. */
export async function waitForExit(
  paths: ContainerPaths,
  pid: number,
  signal: AbortSignal,
): Promise<ContainerExit | undefined> {
  const conmonPid = Number(await readFile(paths.conmonPidPath, 'utf8').catch(() => '0'));
  return new Promise((resolve) => {
    const settle = (exit: ContainerExit | undefined): void => {
      watcher.close();
      clearInterval(timer);
      signal.removeEventListener('abort', onAbort);
      resolve(exit);
    };
    const onAbort = (): void => settle(undefined);
    const look = async (): Promise<void> => {
      // Read the pids before the file: conmon writes it before it ends.
      const gone = !isAlive(pid) && !isAlive(conmonPid);
      const status = await readExitStatus(paths);
      if (status !== undefined || gone) settle({ status });
    };
    const watcher = watch(paths.exitDir, () => void look());
    const timer = setInterval(() => void look(), LIVENESS_INTERVAL_MS);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) settle(undefined);
    // It may have ended before the watch began.
    else void look();
  });
}
