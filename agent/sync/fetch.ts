// One fetch on the taker's side: what is there, what is missing, both parts at the same time, resumable.
import type { ShipmentSubject } from '../../proto/gen/parikshan/v1/ShipmentSubject.js';
import type { TransferLimits__Output } from '../../proto/gen/parikshan/v1/TransferLimits.js';
import type { Client } from '../../runtime/grpc/mod.js';
import { NotEnoughDiskError } from '../errors.js';
import { DISK_FILE, openDiskPart } from './disk-part.js';
import { brokenOff, ImageRoomError, isBrokenOff, ShipmentUnusableError } from './errors.js';
import type { Way } from '../route/mod.js';
import type { FetchPaths } from './fetch-paths.js';
import { closePart, continues, type FillingPart } from './filling-part.js';
import type { Holding } from './holdings.js';
import { readJournal, type ReadJournal } from './journal.js';
import { openMemoryPart } from './memory-part.js';
import { PartProgress } from './part-progress.js';
import { totalBytes } from './pieces.js';
import { pull } from './pull.js';
import type { ReadThreads } from './read-threads.js';
import { receiveShipment, type ReceivedShipment } from './received-shipment.js';
import { Settling } from './settling.js';
import { TokenBucket } from './token-bucket.js';

/** What a fetch stands on. */
export interface FetchTools {
  readonly client: Client<'AgentService'>;
  readonly readers: ReadThreads;
  /** What this host holds of disks, the newest first. */
  readonly held: () => Promise<Holding[]>;
  /** Bytes free in the pool, and for memory images. */
  readonly poolRoom: () => Promise<number>;
  readonly imageRoom: () => Promise<number>;
}

/** What to fetch. */
export interface FetchOrder {
  /** Name of the clone, or id of the generation. */
  readonly name: string;
  readonly subject: ShipmentSubject;
  /** The clone it is for. */
  readonly clone: string;
  readonly way: Way;
  readonly limits: TransferLimits__Output | null;
  readonly paths: FetchPaths;
  /** What is wrong with what the source says of it. */
  readonly fault?: (shipment: ReceivedShipment) => string | undefined;
}

/** How far it is; filled while it runs. */
export interface FetchProgress {
  readonly disk: PartProgress;
  /** A generation has none. */
  readonly memory: PartProgress | undefined;
  /** The source has said what there is. */
  described: boolean;
}

export function fetchProgress(subject: ShipmentSubject): FetchProgress {
  const memory = subject.clone ? new PartProgress('TRANSFER_PART_KIND_MEMORY') : undefined;
  return { disk: new PartProgress('TRANSFER_PART_KIND_DISK'), memory, described: false };
}

const DEFAULT_STREAMS = 2;
const MOST_STREAMS = 8;

/**
 * Fetches until all of it lies in `paths`, verified and on the disk; the caller moves it to its place.
 * @throws FetchInterruptedError, FetchDamagedError, ShipmentUnusableError, NotEnoughDiskError, ImageRoomError, what the
 * source refused, or `signal.reason`. What has arrived is kept.
 */
export async function fetchParts(
  tools: FetchTools,
  order: FetchOrder,
  progress: FetchProgress,
  signal: AbortSignal,
): Promise<ReceivedShipment> {
  const unusable = (why: string) => new ShipmentUnusableError(order.name, order.way.name, why);
  try {
    const { shipment, journal } = await describe(tools, order, unusable, signal);
    const fault = order.fault?.(shipment);
    if (fault !== undefined) throw unusable(fault);
    const held = await tools.held();
    const digests = (blockBytes: number) =>
      tools.client.readBlockDigests(
        { subject: order.subject, id: shipment.id, file: DISK_FILE, blockBytes },
        { signal },
      );
    const { paths, clone } = order;
    const { readers } = tools;
    const parts: FillingPart[] = [];
    try {
      const disk = {
        paths,
        clone,
        shipment,
        journal,
        held,
        digests,
        readers,
        progress: progress.disk,
        unusable,
      };
      parts.push(await openDiskPart(disk));
      if (progress.memory !== undefined) {
        const noted = await readJournal(paths.memoryJournal);
        parts.push(
          await openMemoryPart({ paths, clone, shipment, journal: noted, progress: progress.memory }),
        );
      }
      progress.described = true;
      await requireRoom(tools, order, parts);
      await pullAll(tools, order, shipment, parts, signal);
    } finally {
      await Promise.all(parts.map(closePart));
    }
    return shipment;
  } catch (error) {
    throw asFetchError(error, order, progress, signal);
  }
}

/** Asks what there is, against what this host has; going on with an earlier call, against what that was begun with. */
async function describe(
  { client, held }: FetchTools,
  { subject, paths }: FetchOrder,
  unusable: (why: string) => Error,
  signal: AbortSignal,
): Promise<{ shipment: ReceivedShipment; journal: ReadJournal | undefined }> {
  const ask = async (bases: string[]): Promise<ReceivedShipment> =>
    receiveShipment(client.describeShipment({ subject, bases }, { signal }), unusable);
  const all = (await held()).map(({ id }) => id);
  const journal = await readJournal(paths.diskJournal);
  if (journal !== undefined) {
    const { method, base } = journal.header;
    const bases = method === 'TRANSFER_METHOD_DIGESTS' ? all : base === '' ? [] : [base];
    const shipment = await ask(bases);
    if (continues(journal, shipment)) return { shipment, journal };
  }
  return { shipment: await ask(all), journal: undefined };
}

async function pullAll(
  { client }: FetchTools,
  order: FetchOrder,
  { id }: ReceivedShipment,
  parts: readonly FillingPart[],
  signal: AbortSignal,
): Promise<void> {
  const { subject, limits, name, way } = order;
  const bucket = new TokenBucket(limits?.bytesPerSecond ?? 0);
  const streams = Math.min(limits?.streams || DEFAULT_STREAMS, MOST_STREAMS);
  const failed = new AbortController();
  const both = AbortSignal.any([signal, failed.signal]);
  const pulls = parts.map(async ({ files, journal, missing, progress }) => {
    try {
      await pull({
        read: (ranges, until) => client.readShipment({ subject, id, ranges }, { signal: until }),
        pieces: missing,
        settling: new Settling(files, journal),
        subject: name,
        signal: both,
        source: way.name,
        ...{ files, bucket, streams, progress },
      });
    } catch (error) {
      failed.abort(error);
    }
  });
  await Promise.all(pulls);
  both.throwIfAborted();
}

async function requireRoom(
  tools: FetchTools,
  { clone }: FetchOrder,
  parts: readonly FillingPart[],
): Promise<void> {
  for (const { missing, progress } of parts) {
    const needed = totalBytes(missing);
    const disk = progress.kind === 'TRANSFER_PART_KIND_DISK';
    const room = disk ? await tools.poolRoom() : await tools.imageRoom();
    if (needed <= room) continue;
    throw disk
      ? new NotEnoughDiskError(`the disk of ${clone}`, needed, room)
      : new ImageRoomError(clone, needed, room);
  }
}

function asFetchError(
  error: unknown,
  { name, clone, way }: FetchOrder,
  { disk, memory }: FetchProgress,
  signal: AbortSignal,
): unknown {
  if (signal.aborted) return signal.reason;
  if (isNodeError(error) && error.code === 'ENOSPC')
    return new NotEnoughDiskError(`what is fetched of ${clone}`);
  if (!isBrokenOff(error)) return error;
  const done = disk.bytesDone + (memory?.bytesDone ?? 0);
  const total = disk.bytesTotal + (memory?.bytesTotal ?? 0);
  return brokenOff(name, way, { done, total }, error);
}

function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
