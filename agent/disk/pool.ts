// The pool: a file system that can reflink, on which all disks lie.
import { constants } from 'node:fs';
import { access, copyFile, mkdir, open, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../runtime/command/mod.js';
import { PoolError } from '../errors.js';
import { attachFile, detach, detachFile } from './loop.js';
import { mountDevice, mountedAt, unmount } from './mounts.js';
import { loopPoolBytes } from './pool-size.js';

/** Where disks lie. */
export interface Pool {
  /** Folder; below it `instances`, `clones` and `replicas`. */
  readonly path: string;
  /** `native`: the state folder's own file system can reflink. `loop`: XFS in a file. */
  readonly kind: 'native' | 'loop';
  /** Whether disk I/O bypasses the page cache of the file system below; always true for `native`. */
  readonly directIo: boolean;
}

/** Formatting and mounting, even on a slow disk. */
const FORMAT_TIMEOUT_MS = 120_000;

/**
 * The pool of this state folder: made once, mounted again after a reboot or a crash. A half-made one is
 * recognised by its name and begun afresh. Throws PoolError.
 */
export async function openPool(stateDir: string): Promise<Pool> {
  const path = join(stateDir, 'pool');
  const file = join(stateDir, 'pool.img');
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    await removeHalfMade(`${file}.new`);
    const pool = (await exists(file)) ? await mountPool(path, file) : await choosePool(stateDir, path, file);
    for (const name of ['instances', 'clones', 'replicas']) {
      await mkdir(join(path, name), { recursive: true, mode: 0o700 });
    }
    return pool;
  } catch (cause) {
    throw cause instanceof PoolError ? cause : new PoolError(path, cause);
  }
}

/** Unmounts a loop-backed pool, e.g. at the end of a test. Disks in use keep it alive. */
export async function closePool(stateDir: string): Promise<void> {
  await unmount(join(stateDir, 'pool'));
  await detachFile(join(stateDir, 'pool.img'));
}

/** Bytes free in the pool for new data; for a loop-backed one also what the file system below still holds. */
export async function poolFreeBytes(stateDir: string, pool: Pool): Promise<number> {
  const inside = await statfs(pool.path);
  const below = await statfs(stateDir);
  return Math.min(inside.bavail * inside.bsize, below.bavail * below.bsize);
}

async function choosePool(stateDir: string, path: string, file: string): Promise<Pool> {
  if (await canReflink(path)) return { path, kind: 'native', directIo: true };
  const below = await statfs(stateDir);
  await formatPool(file, loopPoolBytes(below.bavail * below.bsize));
  return mountPool(path, file);
}

async function formatPool(file: string, bytes: number): Promise<void> {
  const unfinished = `${file}.new`;
  const handle = await open(unfinished, 'wx', 0o600);
  await handle.truncate(bytes).finally(() => handle.close());
  await run('mkfs.xfs', ['-q', '-K', '-m', 'reflink=1,crc=1', unfinished], { timeoutMs: FORMAT_TIMEOUT_MS });
  await rename(unfinished, file);
}

async function mountPool(path: string, file: string): Promise<Pool> {
  const { device, directIo } = await attachFile(file);
  if ((await mountedAt(path))?.source !== device) {
    await mountDevice(device, path, 'xfs', ['noatime']).catch(async (error: unknown) => {
      await detach(device);
      throw error;
    });
  }
  return { path, kind: 'loop', directIo };
}

async function canReflink(folder: string): Promise<boolean> {
  const [from, to] = [join(folder, '.reflink-probe'), join(folder, '.reflink-probe-copy')];
  try {
    await writeFile(from, 'probe');
    await copyFile(from, to, constants.COPYFILE_FICLONE_FORCE);
    return true;
  } catch {
    return false;
  } finally {
    await rm(from, { force: true });
    await rm(to, { force: true });
  }
}

async function removeHalfMade(file: string): Promise<void> {
  await detachFile(file);
  await rm(file, { force: true });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
