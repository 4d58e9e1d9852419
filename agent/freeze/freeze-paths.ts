/** Where the files of one freeze and its clone lie. */
import { join } from 'node:path';

export interface ClonePaths {
  /** Memory images, in the warm image area (tmpfs): secrets, 0700. */
  readonly imagesDir: string;
  /** Plan, logs and results of the freeze. */
  readonly workDir: string;
  /** Folder of the disk snapshot in the pool, and the snapshot. */
  readonly snapshotDir: string;
  readonly snapshot: string;
  /** What a replica needs to know of the instance. */
  readonly recordPath: string;
  /** CRIU's log of a dump that failed: all else of such a clone is removed. */
  readonly failedLogPath: string;
}

/** Paths below the run dir (gone after a reboot, as the images are) and the pool. */
export function clonePaths(runDir: string, poolDir: string, clone: string): ClonePaths {
  const snapshotDir = join(poolDir, 'clones', clone);
  const workDir = join(runDir, 'clones', clone);
  return {
    imagesDir: join(imageAreaDir(runDir), clone),
    workDir,
    snapshotDir,
    snapshot: join(snapshotDir, 'root.hds'),
    recordPath: join(workDir, 'clone.json'),
    failedLogPath: failedLogPath(runDir, `${clone}.dump`),
  };
}

/** Where the log of something that failed and was undone is kept. */
export function failedLogPath(runDir: string, name: string): string {
  return join(runDir, 'failed', `${name}.log`);
}

/** Mount point of the warm image area. */
export function imageAreaDir(runDir: string): string {
  return join(runDir, 'images');
}

/** Folder of a round ahead of the freeze, below the images and below the work dir: the images name it, and it moves with them. */
export function preDumpFolder(number: number): string {
  return `pre-${number}`;
}

/** Files of one freeze inside its work dir. */
export function freezeFiles(workDir: string) {
  return {
    plan: join(workDir, 'plan.json'),
    pids: join(workDir, 'pids.json'),
    result: join(workDir, 'result.json'),
    output: join(workDir, 'criu.out'),
    /** There while the container may be held: what a new agent needs to let it go. */
    journal: join(workDir, 'journal.json'),
  };
}
