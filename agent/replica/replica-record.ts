/** What the host keeps of a replica: written before anything is made, so that a crash leaves nothing unnamed. */
import { readdir, readFile, rename, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { IdClaim } from '../container/mod.js';

export const replicaRecordSchema = z.object({
  name: z.string(),
  clone: z.string(),
  instance: z.string(),
  createdAt: z.string(),
  address: z.string(),
  /** Name of the cell's network namespace. */
  netns: z.string(),
  cgroupsPath: z.string(),
  imagesDir: z.string(),
  /** Host ids of its programs; missing: not known, it was made by an earlier version. */
  idRange: z.object({ base: z.number(), size: z.number() }).optional(),
  /** False until its processes were restored; a new agent removes such ones. */
  restored: z.boolean(),
});
export type ReplicaRecord = z.infer<typeof replicaRecordSchema>;

const FILE = 'replica.json';

/** Writes the record in one piece. */
export async function writeReplicaRecord(home: string, record: ReplicaRecord): Promise<void> {
  // 0711: the runtime, as the container's root, has to pass through to the mount point inside.
  await mkdir(home, { recursive: true, mode: 0o711 });
  const path = join(home, FILE);
  await writeFile(`${path}.new`, JSON.stringify(record, undefined, 2), { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** The record of one replica, or undefined. */
export async function readReplicaRecord(home: string): Promise<ReplicaRecord | undefined> {
  const text = await readFile(join(home, FILE), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : replicaRecordSchema.parse(JSON.parse(text));
}

/** Which host ids replicas have. */
export async function replicaIds(replicasDir: string): Promise<IdClaim[]> {
  const names = await replicaNames(replicasDir);
  const records = await Promise.all(
    names.map((name) => readReplicaRecord(join(replicasDir, name)).catch(() => undefined)),
  );
  return records.flatMap((record) =>
    record?.idRange === undefined ? [] : [{ instance: record.instance, range: record.idRange }],
  );
}

/** Names of all folders of replicas, those half made included. */
export async function replicaNames(replicasDir: string): Promise<string[]> {
  const entries = await readdir(replicasDir, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}
