// A clone of another host becomes one of this host.
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { describeImage } from '../disk/mod.js';
import { cloneRecordSchema, removeClone, type ClonePaths } from '../freeze/mod.js';
import { fetchParts, type FetchOrder, type FetchProgress, type FetchTools } from './fetch.js';
import type { FetchPaths } from './fetch-paths.js';
import { cloneId } from './holdings.js';
import type { ReceivedShipment } from './received-shipment.js';

/**
 * Fetches a clone and puts it where a freeze on this host would have.
 * @throws as `fetchParts`. What has arrived is kept
 */
export async function fetchWholeClone(
  tools: FetchTools,
  order: FetchOrder,
  place: ClonePaths,
  progress: FetchProgress,
  signal: AbortSignal,
): Promise<void> {
  const { record } = await fetchParts(
    tools,
    { ...order, fault: (head) => recordFault(order.clone, head) },
    progress,
    signal,
  );
  try {
    await putInPlace(order.paths, place, record);
  } catch (error) {
    await removeClone(place);
    throw error;
  }
}

/** What is wrong with the record of a clone that is called so. */
function recordFault(clone: string, { record, id }: ReceivedShipment): string | undefined {
  try {
    const said = cloneRecordSchema.parse(JSON.parse(record.toString()));
    if (said.clone !== clone) return `it is of clone ${said.clone}`;
    return cloneId(said) === id ? undefined : `its record is of ${cloneId(said)}, its files of ${id}`;
  } catch {
    return 'its record cannot be read';
  }
}

/** The record comes last: with it the clone is one. Before that, an agent that starts removes all of it. */
async function putInPlace(from: FetchPaths, to: ClonePaths, record: Buffer): Promise<void> {
  await mkdir(to.workDir, { recursive: true, mode: 0o700 });
  await mkdir(to.snapshotDir, { recursive: true, mode: 0o700 });
  await rm(to.imagesDir, { recursive: true, force: true });
  await rename(from.memory, to.imagesDir);
  await rename(from.image, to.snapshot);
  await describeImage(to.snapshot);
  await writeFile(`${to.recordPath}.new`, record, { mode: 0o600 });
  await rename(`${to.recordPath}.new`, to.recordPath);
  await removeFetched(from);
}

/** Removes what is half fetched. */
export async function removeFetched({ diskFolder, memoryFolder }: FetchPaths): Promise<void> {
  for (const folder of [diskFolder, memoryFolder]) await rm(folder, { recursive: true, force: true });
}
