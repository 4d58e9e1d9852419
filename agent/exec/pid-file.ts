// The file into which runc writes the host pid of a command.
import { readFile, watch } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * The pid, as soon as it is written: runc does that a little after the command has begun. Undefined when `signal` is aborted before,
 * which the caller does when runc itself has ended.
 */
export async function pidWritten(path: string, signal: AbortSignal): Promise<number | undefined> {
  const found = new AbortController();
  // The watch begins before the first look, so that nothing is missed between the two. Only its signal ends it: `return`
  // would wait for the next change.
  const changes = watch(dirname(path), { signal: AbortSignal.any([signal, found.signal]) });
  const iterator = changes[Symbol.asyncIterator]();
  const next = (): Promise<unknown> => {
    const change = iterator.next();
    change.catch(() => undefined);
    return change;
  };
  try {
    for (let change = next(); ; change = next()) {
      const pid = Number(await readFile(path, 'utf8').catch(() => ''));
      if (pid > 0) return pid;
      await change;
    }
  } catch {
    return undefined;
  } finally {
    found.abort();
  }
}
