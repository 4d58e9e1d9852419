import { open } from 'node:fs/promises';
import koffi from 'koffi';
import { SyscallError } from './libc.js';

let syncfs: { async: (fd: number, done: (error: unknown, result: number) => void) => void } | undefined;

/**
 * Writes everything dirty of the filesystem at `path` to its device and commits its journal: syncfs(2). Waits on a
 * thread of its own, without a process.
 * @throws SyscallError (its errno is not known: EIO stands for it), Node's own when `path` cannot be opened
 */
export async function syncFilesystem(path: string): Promise<void> {
  syncfs ??= koffi.load(null).func('int syncfs(int fd)') as unknown as NonNullable<typeof syncfs>;
  const call = syncfs;
  const folder = await open(path, 'r');
  try {
    const result = await new Promise<number>((resolve, reject) => {
      call.async(folder.fd, (error, code) => {
        if (error instanceof Error) reject(error);
        else resolve(code);
      });
    });
    // koffi keeps the errno of its other threads to itself.
    if (result !== 0) throw new SyscallError('syncfs', EIO, path);
  } finally {
    await folder.close();
  }
}

const EIO = 5;
