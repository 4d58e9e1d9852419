/** The image that says which ids of the host the programs of a container have. */
import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IdRange } from '../container/mod.js';
import { encodeImage, decodeImage, type UserNamespaceEntry } from './image-file.js';

/** `userns-NUMBER.img`, one for each user namespace. */
const FILE = /^userns-\d+\.img$/;

/** The image with `to` in place of `from`: all else in images is told as the programs see it. Pure. */
export function remapUserNamespace(image: Uint8Array, name: string, from: IdRange, to: IdRange): Uint8Array {
  const moved = (extents: UserNamespaceEntry['uidMap']) =>
    extents.map((extent) => {
      const offset = extent.lowerFirst - from.base;
      const isInside = offset >= 0 && offset + extent.count <= from.size;
      return isInside ? { ...extent, lowerFirst: to.base + offset } : extent;
    });
  const entries = decodeImage('userns', image, name).map(({ uidMap, gidMap }) => ({
    uidMap: moved(uidMap),
    gidMap: moved(gidMap),
  }));
  return encodeImage('userns', image, entries);
}

/** Folder of a replica's own images, below those of its clone; nobody takes it for an image. */
export function ownImagesFolder(images: string, replica: string): string {
  return join(images, `.${replica}`);
}

/**
 * Makes such a folder, of images that differ from the clone's in the ids of the host alone: links, but for that one image. CRIU
 * follows them as root of the namespace that it restores, which nothing but these two folders lets pass.
 */
export async function remapImages(images: string, folder: string, from: IdRange, to: IdRange): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o755);
  for (const name of await readdir(images)) {
    if (name.startsWith('.')) continue;
    const [path, own] = [join(images, name), join(folder, name)];
    if (FILE.test(name)) await writeFile(own, remapUserNamespace(await readFile(path), path, from, to));
    else await symlink(join('..', name), own);
  }
}
