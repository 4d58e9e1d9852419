// The head of a disk image in the expanded format, as ploop and QEMU's `parallels` driver keep it. Pure.
// Field names in brackets are those of OpenVZ ploop's include/ploop1_image.h; QEMU describes the same in docs/interop/parallels.rst.
import { MAX_DISK_BYTES, SECTOR_BYTES } from '../geometry.js';
import { ImageDamagedError, ImageInUseError, ImageUnsupportedError } from './errors.js';

/** Bytes of the header; the table of clusters follows at once. */
export const HEADER_BYTES = 64;
export const ENTRY_BYTES = 4;

/** The first form counts sectors in its table and has 32 bits for the disk's size; the second counts clusters and has 64. */
const VERSION_OF_MAGIC: ReadonlyMap<string, 1 | 2> = new Map([
  ['WithoutFreeSpace', 1],
  ['WithouFreSpacExt', 2],
]);

const TYPE_EXPANDED = 2;
const IN_USE = 0x746f6e59;
/** Closed by software of the specifications 2.0 and 2.1. */
const CLOSED: ReadonlySet<number> = new Set([0, 0x312e3276]);
/** A bit of m_Flags: table entries are being turned from one form into the other. */
const FLAG_CONVERTING = 2;

/** 64 MiB; ploop's own is 1 MiB, and 31.5 KiB have been in use. */
const MAX_CLUSTER_SECTORS = 131_072;
/** A table of 256 MiB. */
const MAX_CLUSTERS = 2 ** 26;

export interface ExpandedHeader {
  readonly version: 1 | 2;
  readonly clusterBytes: number;
  readonly diskBytes: number;
  /** Entries of the table that stand for a part of the disk; it may have more. */
  readonly clusters: number;
  /** Where clusters begin, bytes from the beginning of the file. */
  readonly dataOffset: number;
}

/** Whether these first bytes of a file are those of an image in the expanded format. */
export function isExpanded(head: Uint8Array): boolean {
  return versionOf(head) !== undefined;
}

/**
 * Reads the first HEADER_BYTES of an image that has `fileBytes`. `path` names it in errors. The flag for "empty" says nothing:
 * ploop sets it in a new image and leaves it there when data comes.
 * @throws ImageDamagedError, ImageInUseError, ImageUnsupportedError
 */
export function parseHeader(path: string, head: Uint8Array, fileBytes: number): ExpandedHeader {
  const damaged = (why: string) => new ImageDamagedError(path, why);
  if (head.length < HEADER_BYTES) throw damaged('it ends within its header');
  const version = versionOf(head);
  if (version === undefined) throw damaged('it does not begin as an image in the expanded format does');
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const word = (at: number) => view.getUint32(at, true);
  const [type, clusterSectors, entries] = [word(16), word(28), word(32)];
  const sectors = version === 1 ? BigInt(word(36)) : view.getBigUint64(36, true);
  const [state, dataSectors, flags] = [word(44), word(48), word(52)];
  if (type !== TYPE_EXPANDED) {
    throw new ImageUnsupportedError(
      path,
      `it says that it is of version ${type}, and only ${TYPE_EXPANDED} is known`,
      'Turn it into a raw image with the software that made it, and import that.',
    );
  }
  if ((flags & FLAG_CONVERTING) !== 0) throw new ImageInUseError(path, 'its version is being changed');
  if (state === IN_USE) throw new ImageInUseError(path, 'its header says that it is open for writing');
  if (!CLOSED.has(state)) throw damaged(`its header has no known state (0x${state.toString(16)})`);
  if (clusterSectors === 0 || clusterSectors > MAX_CLUSTER_SECTORS)
    throw damaged(`its clusters have ${clusterSectors} sectors`);
  if (sectors === 0n) throw damaged('its disk has no bytes');
  if (sectors > BigInt(MAX_DISK_BYTES / SECTOR_BYTES)) throw tooLarge(path);

  const clusterBytes = clusterSectors * SECTOR_BYTES;
  const diskBytes = Number(sectors) * SECTOR_BYTES;
  const clusters = Math.ceil(diskBytes / clusterBytes);
  if (clusters > MAX_CLUSTERS) throw tooLarge(path);
  if (entries < clusters)
    throw damaged(`its table has ${entries} entries, and its disk has ${clusters} clusters`);
  const tableEnd = HEADER_BYTES + entries * ENTRY_BYTES;
  if (tableEnd > fileBytes)
    throw damaged(`it ends within its table: ${fileBytes} of at least ${tableEnd} bytes`);
  if (version === 2 && (dataSectors === 0 || dataSectors % clusterSectors !== 0))
    throw damaged(`its clusters begin at sector ${dataSectors}, which is no multiple of a cluster`);
  const dataOffset = (dataSectors === 0 ? Math.ceil(tableEnd / SECTOR_BYTES) : dataSectors) * SECTOR_BYTES;
  if (dataOffset < tableEnd) throw damaged('its clusters begin within its table');
  return { version, clusterBytes, diskBytes, clusters, dataOffset };
}

export function tooLarge(path: string): ImageUnsupportedError {
  return new ImageUnsupportedError(
    path,
    'its disk or its table is larger than any that is made here',
    'Give its files as a folder or a tar file.',
  );
}

function versionOf(head: Uint8Array): 1 | 2 | undefined {
  return VERSION_OF_MAGIC.get(Buffer.from(head.subarray(0, 16)).toString('latin1'));
}
