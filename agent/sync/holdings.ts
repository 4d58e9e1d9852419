// What this host holds whole of disks: clones and generations, each with an id that is the same on every host that has it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cloneRecordSchema, clonePaths, type CloneRecord } from '../freeze/mod.js';
import type { Generations } from './generations.js';

export interface Holding {
  readonly id: string;
  readonly clone: string;
  readonly instance: string;
  /** Path of the disk image. Nobody writes to it. */
  readonly image: string;
  readonly createdAt: string;
}

/** A clone that is here, with its record as it was written. */
export interface HeldClone extends Holding {
  readonly imagesDir: string;
  readonly record: CloneRecord;
  readonly recordText: string;
}

/** The moment tells a clone from an earlier one of that name. */
export function cloneId({ clone, createdAt }: Pick<CloneRecord, 'clone' | 'createdAt'>): string {
  return `${clone}@${createdAt}`;
}

export class Holdings {
  readonly #runDir: string;
  readonly #poolDir: string;
  readonly #generations: Generations;

  constructor(runDir: string, poolDir: string, generations: Generations) {
    this.#runDir = runDir;
    this.#poolDir = poolDir;
    this.#generations = generations;
  }

  /** A clone; undefined when it is not here, or not whole. */
  async clone(name: string): Promise<HeldClone | undefined> {
    const paths = clonePaths(this.#runDir, this.#poolDir, name);
    const recordText = await readFile(paths.recordPath, 'utf8').catch(() => undefined);
    if (recordText === undefined) return undefined;
    const record = cloneRecordSchema.parse(JSON.parse(recordText));
    const { instance, createdAt } = record;
    return {
      id: cloneId(record),
      clone: name,
      instance,
      createdAt,
      image: paths.snapshot,
      imagesDir: paths.imagesDir,
      record,
      recordText,
    };
  }

  /** All, the newest first. */
  async list(): Promise<Holding[]> {
    const names = await readdir(join(this.#runDir, 'clones')).catch(() => []);
    // One that is being removed or that cannot be read is nothing to build on.
    const clones = await Promise.all(names.map((name) => this.clone(name).catch(() => undefined)));
    const held: Holding[] = [
      ...clones.filter((clone) => clone !== undefined),
      ...(await this.#generations.list()),
    ];
    return held.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }
}
