import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning } from '../../runtime/process/mod.js';
import type { ProcessIdentity } from '../../runtime/process/mod.js';

/** A process that `up` keeps running. */
export interface ChildRecord extends ProcessIdentity {
  readonly name: string;
  /** How often it was started again. */
  readonly restarts: number;
}

/** What a running `up` says about itself, for `down`, `status` and the next `up`. */
export interface UpRecord extends ProcessIdentity {
  readonly stateDir: string;
  readonly natsPort: number;
  /** RFC 3339. */
  readonly startedAt: string;
  /** Whether all roles have said that they serve. */
  readonly ready: boolean;
  readonly children: readonly ChildRecord[];
}

function recordPath(runDir: string): string {
  return join(runDir, 'up.json');
}

/** Reads the record; undefined when there is none, or none that can be read. */
export async function readUpRecord(runDir: string): Promise<UpRecord | undefined> {
  try {
    return JSON.parse(await readFile(recordPath(runDir), 'utf8')) as UpRecord;
  } catch {
    return undefined;
  }
}

/** The record of an `up` that is alive. */
export async function readLiveUp(runDir: string): Promise<UpRecord | undefined> {
  const record = await readUpRecord(runDir);
  return record !== undefined && (await isRunning(record)) ? record : undefined;
}

/** Replaces the record in one move: a reader sees the old one or the new one. */
export async function writeUpRecord(runDir: string, record: UpRecord): Promise<void> {
  const path = recordPath(runDir);
  await writeFile(`${path}.new`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** Removes the record of an `up` that has ended. */
export async function removeUpRecord(runDir: string): Promise<void> {
  await rm(recordPath(runDir), { force: true });
}
