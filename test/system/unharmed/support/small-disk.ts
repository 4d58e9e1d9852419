import { mkdirSync } from 'node:fs';
import { appendFile, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../../../runtime/command/mod.js';

const MOUNT_MS = 10_000;
const FILLER = 'filler';
/** What others may write between a look and the filling. */
const SLACK_BYTES = 4 * 1024 * 1024;

/** A file system of a size of its own, which can be filled. */
export class SmallDisk {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** @param options of tmpfs, e.g. `size=64M` */
  static async mount(folder: string, options: string): Promise<SmallDisk> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    await run('mount', ['-t', 'tmpfs', '-o', `mode=0700,${options}`, 'parikshan-test', folder], {
      timeoutMs: MOUNT_MS,
    });
    return new SmallDisk(folder);
  }

  /** Leaves so many bytes; 0: not one, though others write meanwhile. */
  async fill(leftBytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.folder);
    const bytes = bavail * bsize - Math.max(leftBytes, SLACK_BYTES);
    const path = join(this.folder, FILLER);
    await run('fallocate', ['--length', String(bytes), path], { timeoutMs: MOUNT_MS });
    if (leftBytes > 0) return;
    const end = appendFile(path, Buffer.alloc(2 * SLACK_BYTES));
    await end.catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOSPC') throw error;
    });
  }

  async empty(): Promise<void> {
    await rm(join(this.folder, FILLER), { force: true });
  }

  /** Also while somebody uses it: it goes with its last user. */
  async unmount(): Promise<void> {
    await run('umount', ['--lazy', this.folder], { timeoutMs: MOUNT_MS, allowFailure: true });
  }
}
