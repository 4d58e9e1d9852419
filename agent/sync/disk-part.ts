// The disk on the taker's side: a copy of what the taker has of it already, into which what changed is written.
import { constants } from 'node:fs';
import { copyFile, mkdir, open, rm, stat, type FileHandle } from 'node:fs/promises';
import { run } from '../../runtime/command/mod.js';
import { punchHole } from '../../runtime/linux/mod.js';
import { differingBlocks } from './differing-blocks.js';
import type { FetchPaths } from './fetch-paths.js';
import { continues, missingPieces, type FillingPart } from './filling-part.js';
import type { Holding } from './holdings.js';
import { Journal, type ReadJournal } from './journal.js';
import type { PartProgress } from './part-progress.js';
import { piecesOf, totalBytes, type Piece } from './pieces.js';
import type { ReadThreads } from './read-threads.js';
import type { ReceivedShipment } from './received-shipment.js';

export interface DiskPartOptions {
  readonly paths: FetchPaths;
  /** Name of the clone that it is for. */
  readonly clone: string;
  readonly shipment: ReceivedShipment;
  /** What an earlier call left. */
  readonly journal: ReadJournal | undefined;
  /** What this host holds of disks, the newest first. */
  readonly held: readonly Holding[];
  /** The source's digests of blocks of this size. */
  readonly digests: (blockBytes: number) => AsyncIterable<{ first: number; digests: Buffer }>;
  readonly readers: ReadThreads;
  readonly progress: PartProgress;
  /** Makes the error for what cannot be. */
  readonly unusable: (why: string) => Error;
}

/** The number of the disk in every shipment. */
export const DISK_FILE = 0;

/** Copying a disk without reflinks, at 50 MB/s, up to 100 GB. */
const COPY_TIMEOUT_MS = 2_000_000;

/** Begins a disk, or goes on with one. */
export async function openDiskPart(options: DiskPartOptions): Promise<FillingPart> {
  const { paths, shipment, progress, journal } = options;
  const { size } = shipment.files[DISK_FILE]!;
  progress.method = shipment.method;
  progress.why = shipment.why;
  const resumed = continues(journal, shipment) && (await exists(paths.image));
  // By digests, what is in the image says what is missing, and the journal only whose image it is.
  const noted = resumed && shipment.method !== 'TRANSFER_METHOD_DIGESTS';
  if (!resumed) await beginImage(options);
  else progress.base = shipment.base;
  const handle = await open(paths.image, 'r+');
  try {
    await handle.truncate(size);
    const verified = noted ? journal!.verified : new Set<string>();
    const missing =
      shipment.method === 'TRANSFER_METHOD_DIGESTS'
        ? await missingByDigests(options, handle, size)
        : missingPieces(shipment, [DISK_FILE], verified, progress);
    for (const { offset, length, zero } of shipment.ranges.get(DISK_FILE) ?? [])
      if (zero) punchHole(handle.fd, offset, length);
    const { id, method, base } = shipment;
    const open = resumed
      ? await Journal.resume(paths.diskJournal)
      : await Journal.begin(paths.diskJournal, { version: 1, id, clone: options.clone, method, base });
    return { files: new Map([[DISK_FILE, { path: paths.image, handle }]]), journal: open, missing, progress };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** A copy of the base, or an empty one. */
async function beginImage({ paths, shipment, held, progress, unusable }: DiskPartOptions): Promise<void> {
  await rm(paths.diskFolder, { recursive: true, force: true });
  await mkdir(paths.diskFolder, { recursive: true, mode: 0o700 });
  const base =
    shipment.method === 'TRANSFER_METHOD_DIGESTS'
      ? // Any will do: what differs is found out by reading it.
        held.find(({ instance }) => instance === shipment.instance)
      : held.find(({ id }) => id === shipment.base);
  if (base === undefined) {
    // What changed, written into nothing, would pass for the whole.
    if (shipment.base !== '') throw unusable(`it builds on ${shipment.base}, which is not here any more`);
    await (await open(paths.image, 'wx', 0o600)).close();
    return;
  }
  progress.base = base.id;
  if (await cloneFile(base.image, paths.image)) return;
  progress.why ||= "the target's file system cannot reflink: it copied the whole disk first";
  await run('cp', ['--sparse=always', '--', base.image, paths.image], { timeoutMs: COPY_TIMEOUT_MS });
}

async function cloneFile(from: string, to: string): Promise<boolean> {
  return copyFile(from, to, constants.COPYFILE_FICLONE_FORCE).then(
    () => true,
    () => false,
  );
}

async function missingByDigests(
  { digests, readers, progress }: DiskPartOptions,
  image: FileHandle,
  size: number,
): Promise<Piece[]> {
  const ranges: { offset: number; length: number }[] = [];
  for await (const { offset, length, zero } of differingBlocks(image, size, digests, readers)) {
    const last = ranges.at(-1);
    if (zero) punchHole(image.fd, offset, length);
    else if (last !== undefined && last.offset + last.length === offset) last.length += length;
    else ranges.push({ offset, length });
  }
  const missing = ranges.flatMap((range) => [...piecesOf(DISK_FILE, range)]);
  progress.bytesTotal = totalBytes(missing);
  return missing;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
