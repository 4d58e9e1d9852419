import { open, rename, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/** Above this a log is set aside at the next start; one older log is kept. */
const ROTATE_BYTES = 16 * 1024 * 1024;
const TAIL_BYTES = 16 * 1024;

/** Sets a log aside as NAME.1 when it has grown large. */
export async function rotateLog(path: string): Promise<void> {
  try {
    if ((await stat(path)).size > ROTATE_BYTES) await rename(path, `${path}.1`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** Opens a log for appending; for its owner only, since logs hold names and addresses. */
export function openLog(path: string): Promise<FileHandle> {
  return open(path, 'a', 0o600);
}

/** Size of a log, bytes; 0 when there is none. */
export async function logSize(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}

/** The last lines of a log that were written after byte `from`. */
export async function logTail(path: string, from: number, lines: number): Promise<readonly string[]> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const { size } = await file.stat();
    const start = Math.max(from, size - TAIL_BYTES);
    const buffer = Buffer.alloc(Math.max(0, size - start));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
    return buffer
      .toString('utf8', 0, bytesRead)
      .trimEnd()
      .split('\n')
      .filter((line) => line !== '')
      .slice(-lines);
  } catch {
    return [];
  } finally {
    await file?.close();
  }
}
