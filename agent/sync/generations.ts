// Generations of disks: reflink copies made for a transfer, on the host of the instance and, once fetched, on the taker's.
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { syncFilesystem } from '../../runtime/linux/mod.js';
import { IMAGE_FILE } from '../disk/mod.js';
import { SnapshotError } from '../errors.js';
import { GenerationNotFoundError } from './errors.js';

const generationSchema = z.object({
  id: z.string(),
  instance: z.string(),
  /** The clone it is for. */
  clone: z.string(),
  /** Name of the host that fetches it. */
  taker: z.string(),
  createdAt: z.string(),
});

/** What is written beside the image. */
export type GenerationRecord = z.infer<typeof generationSchema>;

export interface Generation extends GenerationRecord {
  readonly image: string;
  /** When it was last made, fetched or asked for; milliseconds since 1970. */
  readonly usedAt: number;
}

/** A running instance's disk. */
export interface RunningDisk {
  readonly mountPoint: string;
  readonly image: string;
}

/** Which generations of a host: those of a clone, of one taker, and not of these ids. */
export interface GenerationChoice {
  readonly clone?: string;
  readonly taker?: string;
  readonly keep?: readonly string[];
}

/** Ids are names of folders, and may come from another host: CLONE.16 hexadecimal digits. */
const ID = /^[a-z][a-z0-9-]{0,79}\.[0-9a-f]{16}$/;
const RECORD = 'generation.json';
/** Ends the names of folders that are not whole. */
const UNFINISHED = '.new';

export function isGenerationId(text: string): boolean {
  return ID.test(text);
}

export class Generations {
  readonly #folder: string;

  constructor(poolDir: string) {
    this.#folder = join(poolDir, 'generations');
  }

  /** All that are whole, the newest first. */
  async list(): Promise<Generation[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const found = await Promise.all(names.filter(isGenerationId).map((name) => this.#read(name)));
    return found
      .filter((generation) => generation !== undefined)
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  /** One; it counts as used. @throws GenerationNotFoundError */
  async use(id: string): Promise<Generation> {
    const found = isGenerationId(id) ? await this.#read(id) : undefined;
    if (found === undefined) throw new GenerationNotFoundError(id);
    const now = new Date();
    await utimes(join(this.#folder, id, RECORD), now, now);
    return found;
  }

  /**
   * Makes one of a disk that is in use: as a crash at this moment would leave it.
   * @throws SnapshotError, SyscallError
   */
  async make(disk: RunningDisk, of: { instance: string; clone: string; taker: string }): Promise<Generation> {
    const id = `${of.clone}.${randomBytes(8).toString('hex')}`;
    const folder = join(this.#folder, `${id}${UNFINISHED}`);
    const image = join(folder, IMAGE_FILE);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      // What is dirty in memory would have to travel after the freeze.
      await syncFilesystem(disk.mountPoint);
      await copyFile(disk.image, image, constants.COPYFILE_FICLONE_FORCE).catch((cause: unknown) => {
        throw new SnapshotError(disk.image, image, cause);
      });
      return await this.#finish(folder, { id, ...of, createdAt: new Date().toISOString() });
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Keeps an image that was fetched; it is moved here. */
  async keep(image: string, record: GenerationRecord): Promise<Generation> {
    const folder = join(this.#folder, `${record.id}${UNFINISHED}`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rename(image, join(folder, IMAGE_FILE));
    return this.#finish(folder, record);
  }

  /** Removes those chosen. Answers their ids. */
  async remove({ clone, taker, keep = [] }: GenerationChoice): Promise<string[]> {
    return this.removeIf(
      (each) =>
        (clone === undefined || each.clone === clone) &&
        (taker === undefined || each.taker === taker) &&
        !keep.includes(each.id),
    );
  }

  async removeIf(unneeded: (generation: Generation) => boolean): Promise<string[]> {
    const ids = (await this.list()).filter(unneeded).map(({ id }) => id);
    for (const id of ids) await rm(join(this.#folder, id), { recursive: true, force: true });
    return ids;
  }

  /** Removes what a crash left half made. Nobody may be making one. */
  async removeUnfinished(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names) {
      if (isGenerationId(name) && (await this.#read(name)) !== undefined) continue;
      await rm(join(this.#folder, name), { recursive: true, force: true });
    }
  }

  async #finish(folder: string, record: GenerationRecord): Promise<Generation> {
    await writeFile(join(folder, RECORD), JSON.stringify(record), { mode: 0o600 });
    const place = join(this.#folder, record.id);
    await rm(place, { recursive: true, force: true });
    await rename(folder, place);
    return { ...record, image: join(place, IMAGE_FILE), usedAt: Date.now() };
  }

  async #read(id: string): Promise<Generation | undefined> {
    const folder = join(this.#folder, id);
    try {
      const record = generationSchema.parse(JSON.parse(await readFile(join(folder, RECORD), 'utf8')));
      const { mtimeMs } = await stat(join(folder, RECORD));
      const image = join(folder, IMAGE_FILE);
      await stat(image);
      return { ...record, image, usedAt: mtimeMs };
    } catch {
      // Half made, or being removed.
      return undefined;
    }
  }
}
