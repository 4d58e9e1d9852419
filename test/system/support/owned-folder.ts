/** Folders of test files, by whose names a later run knows those of runs that were killed. */
import { chmodSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning, readStatSync } from '../../../runtime/process/mod.js';

/** What an installation is removed by: one of its own, or a lab of hosts. */
export type FolderKind = 'installation' | 'lab';

const NAME = /^pk-(installation|lab)-(\d+)-(\d+)-/;

/** A new folder of this process, which the users of containers may walk through to their files. */
export function ownedFolder(kind: FolderKind): string {
  const start = readStatSync(process.pid)?.startTicks ?? 0;
  const folder = mkdtempSync(join(tmpdir(), `pk-${kind}-${process.pid}-${start}-`));
  chmodSync(folder, 0o711);
  return folder;
}

/** State and run folder of what stands in such a folder. */
export function placeIn(folder: string): { readonly stateDir: string; readonly runDir: string } {
  return { stateDir: join(folder, 'state'), runDir: join(folder, 'run') };
}

/** Folders whose process is no more. */
export async function abandonedFolders(): Promise<{ readonly kind: FolderKind; readonly folder: string }[]> {
  const found = [];
  for (const name of readdirSync(tmpdir())) {
    const [, kind, pid, start] = NAME.exec(name) ?? [];
    if (kind === undefined || (await isRunning({ pid: Number(pid), startTicks: Number(start) }))) continue;
    found.push({ kind: kind as FolderKind, folder: join(tmpdir(), name) });
  }
  return found;
}
