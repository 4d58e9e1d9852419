// The memory images on the taker's side: new files in the image area.
import { chmod, mkdir, open, rm, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { FetchPaths } from './fetch-paths.js';
import type { FillingFile } from './filling-file.js';
import { closePart, continues, missingPieces, type FillingPart } from './filling-part.js';
import { Journal, type ReadJournal } from './journal.js';
import type { PartProgress } from './part-progress.js';
import type { ReceivedShipment } from './received-shipment.js';

export interface MemoryPartOptions {
  readonly paths: FetchPaths;
  readonly clone: string;
  readonly shipment: ReceivedShipment;
  readonly journal: ReadJournal | undefined;
  readonly progress: PartProgress;
}

/** Begins the images, or goes on with them. The image area must be mounted. */
export async function openMemoryPart(options: MemoryPartOptions): Promise<FillingPart> {
  const { paths, clone, progress } = options;
  const shipment: ReceivedShipment = { ...options.shipment, method: 'TRANSFER_METHOD_ALLOCATED', base: '' };
  const resumed = continues(options.journal, shipment) && (await exists(paths.memory));
  if (!resumed) await begin(paths, shipment);
  const files = new Map<number, FillingFile>();
  const { id, method, base } = shipment;
  const journal = resumed
    ? await Journal.resume(paths.memoryJournal)
    : await Journal.begin(paths.memoryJournal, { version: 1, id, clone, method, base });
  try {
    for (const [number, { part, kind, path: below }] of shipment.files.entries()) {
      if (part !== 'TRANSFER_PART_KIND_MEMORY' || kind !== 'SHIPMENT_FILE_KIND_REGULAR') continue;
      const path = join(paths.memory, below);
      files.set(number, { path, handle: await open(path, 'r+') });
    }
  } catch (error) {
    await closePart({ files, journal });
    throw error;
  }
  const verified = resumed ? options.journal!.verified : new Set<string>();
  return { files, journal, progress, missing: missingPieces(shipment, files.keys(), verified, progress) };
}

/** Folders, links, and files of their sizes without their bytes. */
async function begin(paths: FetchPaths, shipment: ReceivedShipment): Promise<void> {
  await rm(paths.memoryFolder, { recursive: true, force: true });
  await mkdir(paths.memory, { recursive: true, mode: 0o700 });
  // On restore CRIU opens images as the root of the replica's user namespace, see the freeze.
  await chmod(paths.memory, 0o755);
  for (const { part, kind, path: below, mode, size, link } of shipment.files) {
    if (part !== 'TRANSFER_PART_KIND_MEMORY') continue;
    const path = join(paths.memory, below);
    if (kind === 'SHIPMENT_FILE_KIND_LINK') {
      await symlink(link, path);
      continue;
    }
    if (kind === 'SHIPMENT_FILE_KIND_FOLDER') await mkdir(path);
    else {
      const file = await open(path, 'wx', 0o600);
      await file.truncate(size).finally(() => file.close());
    }
    await chmod(path, mode & 0o777);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
