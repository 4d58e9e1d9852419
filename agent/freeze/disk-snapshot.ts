/** The disk's part of a freeze: as little dirty as can be before it, and a reflink while every process stands still. */
import { constants } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { syncFilesystem } from '../../runtime/linux/mod.js';

/** CRIU needs some 50 ms from its start to the freeze; a pass that finds nothing dirty takes one or two. */
const PASS_PAUSE_MS = 5;
/** Bounds what is asked of a disk that others use too, should the freeze be long in coming. */
const MOST_PASSES = 40;

/** Writes out what gets dirty, again and again, until it is stopped: the freeze then finds a few milliseconds' worth. */
export class SyncPasses {
  #stopped = false;
  #passes = 0;
  readonly #done: Promise<void>;

  constructor(mountPoint: string) {
    this.#done = this.#run(mountPoint);
  }

  get passes(): number {
    return this.#passes;
  }

  /** No further pass begins. The one under way is not waited for: what it writes need not be written again. */
  stop(): void {
    this.#stopped = true;
  }

  /** Resolves when the last pass is over, also when one failed: the snapshot's own pass will say so. */
  get done(): Promise<void> {
    return this.#done;
  }

  async #run(mountPoint: string): Promise<void> {
    while (!this.#stopped && this.#passes < MOST_PASSES) {
      try {
        await syncFilesystem(mountPoint);
      } catch {
        return;
      }
      this.#passes += 1;
      await delay(PASS_PAUSE_MS);
    }
  }
}

/**
 * Snapshots the disk of a container whose processes all stand still. Nobody writes, so what syncfs leaves on the image
 * is everything; its journal is committed but not emptied, which the replica's mount makes good. The filesystem is not
 * frozen: there is nothing to thaw, whatever dies.
 * @throws SyscallError, or Node's error of the copy
 */
export async function snapshotStill(mountPoint: string, image: string, snapshot: string): Promise<void> {
  await syncFilesystem(mountPoint);
  await copyFile(image, snapshot, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL);
}
