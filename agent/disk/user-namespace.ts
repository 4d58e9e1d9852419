// A user namespace for the agent's own work on an instance's disk: what runs in it can own files of that instance's id
// range and nothing else, so no image can make it touch a file of the host.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import type { IdRange } from '../container/mod.js';
import { UserNamespaceError } from '../errors.js';

/** Puts a command into the namespace, as its root. */
export type Enter = (command: readonly string[]) => readonly [string, ...string[]];

/** Runs `work` while a user namespace with this mapping exists. The working directory of a command stays as given. */
export function withUserNamespace<T>(range: IdRange, work: (enter: Enter) => Promise<T>): Promise<T> {
  return withMapping(0, range, (path) => {
    const nsenter = ['nsenter', `--user=${path}`, '--setuid=0', '--setgid=0', '--'] as const;
    return work((command) => [...nsenter, ...command]);
  });
}

/**
 * Runs `work` while a user namespace exists in which the ids from `first` on are `range` outside.
 * @param work gets the path of the namespace
 */
export async function withMapping<T>(
  first: number,
  { base, size }: IdRange,
  work: (path: string) => Promise<T>,
): Promise<T> {
  // Lives as long as its stdin is open, so it cannot outlive this process.
  const holder = spawn('unshare', ['--user', '--', 'sh', '-c', 'echo ready; exec cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    cwd: '/',
  });
  const ended = once(holder, 'exit');
  try {
    await Promise.race([
      once(holder.stdout, 'data'),
      ended.then(() => {
        throw new UserNamespaceError(new Error('unshare ended'));
      }),
    ]);
    const map = `${first} ${base} ${size}\n`;
    await writeFile(`/proc/${holder.pid}/uid_map`, map);
    await writeFile(`/proc/${holder.pid}/gid_map`, map);
    return await work(`/proc/${holder.pid}/ns/user`);
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw new UserNamespaceError(error);
    throw error;
  } finally {
    holder.stdin.end();
    holder.kill('SIGKILL');
    await ended.catch(() => undefined);
  }
}
