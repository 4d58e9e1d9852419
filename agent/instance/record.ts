// What the agent remembers about an instance: one file each, which is all that a restarted agent needs.
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstanceSpec__Output } from '../../proto/gen/parikshan/v1/InstanceSpec.js';
import type { IdClaim, IdRange } from '../container/mod.js';
import type { InstancePlan } from './plan.js';

export interface InstanceRecord {
  readonly version: 1;
  /** `creating` until it runs: found so by a later agent, it is half-made and removed. */
  readonly phase: 'creating' | 'made';
  /** As it was asked for. */
  readonly spec: InstanceSpec__Output;
  readonly plan: InstancePlan;
  readonly idRange: IdRange;
  readonly address: string;
  /** Undefined: it has IPv4 only. */
  readonly address6?: string;
  /** RFC 3339. */
  readonly createdAt: string;
  /** Somebody asked for its end: then an ended container is STOPPED, not EXITED. */
  readonly stopRequested: boolean;
}

const RECORD_FILE = 'instance.json';

/** Writes the record whole or not at all, even when the machine loses power. */
export async function writeRecord(home: string, record: InstanceRecord): Promise<void> {
  const path = join(home, RECORD_FILE);
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(record, undefined, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

/** The record, or undefined when there is none that can be read. */
export async function readRecord(home: string): Promise<InstanceRecord | undefined> {
  try {
    const record = JSON.parse(await readFile(join(home, RECORD_FILE), 'utf8')) as InstanceRecord;
    // Written by us alone; this tells a later version's file from ours.
    return record.version === 1 ? record : undefined;
  } catch {
    return undefined;
  }
}

/** Which host ids instances have. */
export async function instanceIds(folder: string): Promise<IdClaim[]> {
  return (await readRecords(folder)).flatMap(({ record }) =>
    record === undefined ? [] : [{ instance: record.plan.name, range: record.idRange }],
  );
}

/** Names of all homes in a folder, with their records, sorted by name. */
export async function readRecords(
  folder: string,
): Promise<{ readonly name: string; readonly record: InstanceRecord | undefined }[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = (await readdir(folder)).sort();
  return Promise.all(names.map(async (name) => ({ name, record: await readRecord(join(folder, name)) })));
}
