import { watch } from 'node:fs';
import { open } from 'node:fs/promises';

/** Calls back with each whole line that is added to a file from now on, until `close` is called. */
export interface LogFollower {
  close(): void;
}

const CHUNK_BYTES = 64 * 1024;

/** Follows a file that exists and only grows. */
export async function followLog(path: string, onLine: (line: string) => void): Promise<LogFollower> {
  const file = await open(path, 'r');
  let position = (await file.stat()).size;
  let rest = '';
  let busy = Promise.resolve();
  const buffer = Buffer.alloc(CHUNK_BYTES);

  const readOn = async (): Promise<void> => {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      const lines = (rest + buffer.toString('utf8', 0, bytesRead)).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(onLine);
    }
  };
  // One read after the other: two at once would read the same bytes. A failing disk ends the following, not `up`.
  const watcher = watch(path, () => {
    busy = busy.then(readOn).catch(() => watcher.close());
  });
  watcher.unref();
  return {
    close() {
      watcher.close();
      void busy.finally(() => file.close()).catch(() => undefined);
    },
  };
}
