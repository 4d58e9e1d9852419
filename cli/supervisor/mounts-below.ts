/** What is mounted below the folders of an installation, when these are to be removed. */
import { readdir, readFile, realpath, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { run } from '../../runtime/command/mod.js';
import { listMounts, type MountEntry } from '../../runtime/linux/mod.js';
import { MountedBelowError } from './errors.js';

/** As the agent calls the file system of its memory images. */
const IMAGE_AREA = 'parikshan-images';
/** One that is in use is unmounted as soon as it is not. */
const UNMOUNT_TIMEOUT_MS = 60_000;

/** The file behind a loop device; undefined: there is none. */
export type BackingFile = (device: string) => string | undefined;

/** Mounts below the folder, in the order in which they can be unmounted: those of the installation, and others'. Pure. */
export function mountsBelow(
  mounts: readonly MountEntry[],
  folder: string,
  installation: readonly string[],
  backingFile: BackingFile,
): { readonly own: readonly MountEntry[]; readonly foreign: readonly MountEntry[] } {
  const below = mounts.filter(({ target }) => isBelow(target, folder)).reverse();
  const isOwn = ({ type, source }: MountEntry) => {
    if (type === 'tmpfs') return source === IMAGE_AREA;
    const file = backingFile(source);
    return file !== undefined && installation.some((own) => isBelow(file, own));
  };
  return { own: below.filter(isOwn), foreign: below.filter((mount) => !isOwn(mount)) };
}

/** @throws MountedBelowError */
export async function requireNoForeignMounts(paths: readonly string[]): Promise<void> {
  const folders = await realPaths(paths);
  for (const folder of folders) {
    const { foreign } = await look(folder, folders);
    if (foreign.length > 0) throw new MountedBelowError(folder, foreign);
  }
}

/** Unmounts what the installation has left mounted below its folders, e.g. disks of which the record is lost. */
export async function unmountOwn(paths: readonly string[]): Promise<void> {
  const folders = await realPaths(paths);
  for (const folder of folders)
    for (const { target } of (await look(folder, folders)).own)
      await run('umount', ['--lazy', target], { timeoutMs: UNMOUNT_TIMEOUT_MS });
}

/** Removes a folder with all in it. One that is a mount point is only emptied. @returns whether it is gone */
export async function removeFolder(folder: string): Promise<boolean> {
  const [place] = await realPaths([folder]);
  const isMountPoint = (await listMounts()).some(({ target }) => target === place);
  if (!isMountPoint) {
    await rm(folder, { recursive: true, force: true });
    return true;
  }
  for (const entry of await readdir(folder)) await rm(join(folder, entry), { recursive: true, force: true });
  return false;
}

async function look(folder: string, folders: readonly string[]) {
  const mounts = await listMounts();
  const files = new Map<string, string>();
  for (const { source } of mounts.filter(({ target }) => isBelow(target, folder))) {
    if (!source.startsWith('/dev/loop')) continue;
    const path = `/sys/block/${basename(source)}/loop/backing_file`;
    const file = await readFile(path, 'utf8').catch(() => undefined);
    if (file !== undefined) files.set(source, file.trim());
  }
  return mountsBelow(mounts, folder, folders, (device) => files.get(device));
}

/** The table of mounts knows no symbolic links. */
function realPaths(paths: readonly string[]): Promise<string[]> {
  return Promise.all(paths.map((path) => realpath(path).catch(() => path)));
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder.replace(/\/+$/, '')}/`);
}
