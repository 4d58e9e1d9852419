// Where what is being fetched lies until it is whole.
import { join } from 'node:path';
import { imageAreaDir } from '../freeze/mod.js';
import { IMAGE_FILE } from '../disk/mod.js';

export interface FetchPaths {
  /** In the pool, so that the image can be a reflink copy and can be moved to its place. */
  readonly diskFolder: string;
  readonly image: string;
  readonly diskJournal: string;
  /** In the image area. A part of a name with a full stop cannot be a clone's. */
  readonly memoryFolder: string;
  readonly memory: string;
  readonly memoryJournal: string;
}

const JOURNAL = 'journal';
const PART = '.part';

/** @param name of the clone, or id of the generation, that is fetched */
export function fetchPaths(runDir: string, poolDir: string, name: string): FetchPaths {
  const diskFolder = join(fetchesFolder(poolDir), name);
  const memoryFolder = join(imageAreaDir(runDir), `${name}${PART}`);
  return {
    diskFolder,
    image: join(diskFolder, IMAGE_FILE),
    diskJournal: join(diskFolder, JOURNAL),
    memoryFolder,
    memory: join(memoryFolder, 'images'),
    memoryJournal: join(memoryFolder, JOURNAL),
  };
}

export function fetchesFolder(poolDir: string): string {
  return join(poolDir, 'fetches');
}

/** The clone whose half a folder of the image area is; undefined: it is none. */
export function partOf(folder: string): string | undefined {
  return folder.endsWith(PART) ? folder.slice(0, -PART.length) : undefined;
}
