// Looks at a disk image: which files it consists of, and where in them the disk's bytes are. Nothing is written.
import { open, readFile, realpath, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { allocatedRanges } from '../extent-ranges.js';
import { readExtentMap } from '../extent-map.js';
import { MAX_DISK_BYTES, SECTOR_BYTES } from '../geometry.js';
import { loopDevicesOf } from '../loop.js';
import { ClusterTable } from './cluster-table.js';
import { DESCRIPTOR_FILE, parseDescriptor } from './descriptor-reader.js';
import { ImageDamagedError, ImageInUseError, ImageUnsupportedError } from './errors.js';
import { ENTRY_BYTES, HEADER_BYTES, isExpanded, parseHeader, tooLarge } from './header.js';
import type { DiskImage, Layer } from './layers.js';

/** Real descriptors have some hundred bytes for each snapshot. */
const MAX_DESCRIPTOR_BYTES = 2 ** 20;

/** Below a container's private folder OpenVZ keeps its disk under this name. */
const PRIVATE_DISK = 'root.hdd';

/**
 * The ploop image at a path that exists: its folder, an OpenVZ container's private folder, its descriptor, or one file in the expanded
 * format. Undefined: there is none.
 * @throws ImageDamagedError, ImageInUseError, ImageUnsupportedError
 */
export async function findImage(path: string): Promise<DiskImage | undefined> {
  if (!(await stat(path)).isFile()) {
    for (const folder of [path, join(path, PRIVATE_DISK)]) {
      if (await isFile(join(folder, DESCRIPTOR_FILE))) return describedImage(path, folder);
    }
    return undefined;
  }
  if (basename(path) === DESCRIPTOR_FILE) return describedImage(path, dirname(path));
  return isExpanded(await readHead(path, HEADER_BYTES)) ? loneImage(path, false) : undefined;
}

/** The raw image at the path of a file; undefined: it has neither a partition table nor a file system that would be known. */
export async function findRawImage(path: string): Promise<DiskImage | undefined> {
  return isRawDisk(await readHead(path, RAW_HEAD_BYTES)) ? loneImage(path, true) : undefined;
}

const RAW_HEAD_BYTES = 2048;

/** Tells a disk by its first bytes: an MBR (also before a GPT), an ext2 to ext4, or an XFS. Pure. */
export function isRawDisk(head: Uint8Array): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (bytes.length < RAW_HEAD_BYTES) return false;
  return (
    bytes.readUInt16LE(510) === 0xaa55 ||
    bytes.readUInt16LE(1024 + 56) === 0xef53 ||
    bytes.toString('latin1', 0, 4) === 'XFSB'
  );
}

/** Reads all files of an image again. */
export async function rereadImage(image: DiskImage): Promise<DiskImage> {
  return assembled(
    image.path,
    image.layers.map(({ path, kind }) => ({ path, raw: kind === 'raw' })),
  );
}

async function describedImage(path: string, folder: string): Promise<DiskImage> {
  const descriptor = join(folder, DESCRIPTOR_FILE);
  if ((await stat(descriptor)).size > MAX_DESCRIPTOR_BYTES)
    throw new ImageDamagedError(descriptor, 'it is too long to be a descriptor');
  const { layers, diskSectors } = parseDescriptor(descriptor, await readFile(descriptor, 'utf8'));
  // Descriptors may hold whole paths, which are those without symbolic links.
  const home = await realpath(folder);
  const files = layers.map(({ file, raw }) => ({ path: resolve(home, file), raw }));
  const elsewhere = files.find((file) => !file.path.startsWith(home + sep));
  if (elsewhere !== undefined) {
    throw new ImageUnsupportedError(
      path,
      `its file ${elsewhere.path} lies outside of its folder`,
      `Put all its files into one folder, and correct their names in ${DESCRIPTOR_FILE}.`,
    );
  }
  const image = await assembled(path, files);
  const saidBytes = (diskSectors ?? 0) * SECTOR_BYTES;
  const top = image.layers.at(-1);
  if (top?.kind === 'raw' && top.diskBytes < saidBytes)
    throw new ImageDamagedError(top.path, `it has ${top.diskBytes} bytes, and its disk ${saidBytes}`);
  return image;
}

async function loneImage(path: string, raw: boolean): Promise<DiskImage> {
  if (await isFile(join(dirname(path), DESCRIPTOR_FILE))) {
    throw new ImageUnsupportedError(
      path,
      `it is a part of the ploop image in ${dirname(path)}`,
      `Give that folder: its ${DESCRIPTOR_FILE} says whether there are snapshots, and which file comes on top.`,
    );
  }
  return assembled(path, [{ path: resolve(path), raw }]);
}

async function assembled(
  path: string,
  files: readonly { readonly path: string; readonly raw: boolean }[],
): Promise<DiskImage> {
  const layers: Layer[] = [];
  for (const file of files) layers.push(await readLayer(file.path, file.raw));
  const top = layers.at(-1);
  if (top === undefined) throw new ImageDamagedError(path, 'it consists of no file');
  const sizes = new Set(layers.flatMap((layer) => (layer.kind === 'expanded' ? layer.clusterBytes : [])));
  if (sizes.size > 1)
    throw new ImageDamagedError(path, `its files have clusters of ${[...sizes].join(' and ')} bytes`);
  return { path, diskBytes: top.diskBytes, layers };
}

async function readLayer(path: string, raw: boolean): Promise<Layer> {
  const file = await open(path, 'r').catch((cause: NodeJS.ErrnoException) => {
    throw new ImageDamagedError(path, `it cannot be read (${cause.code ?? cause.message})`);
  });
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new ImageDamagedError(path, 'it is not a file');
    const [user] = await loopDevicesOf(await realpath(path));
    if (user !== undefined) throw new ImageInUseError(path, `${user.device} is attached to it`);
    return raw ? await readRaw(path, file, stats.size) : await readExpanded(path, file, stats.size);
  } finally {
    await file.close();
  }
}

async function readRaw(path: string, file: FileHandle, size: number): Promise<Layer> {
  if (isExpanded(await read(file, 0, Math.min(size, HEADER_BYTES))))
    throw new ImageDamagedError(path, `it is described as raw, and is in the expanded format`);
  if (size === 0) throw new ImageDamagedError(path, 'it is empty');
  if (size % SECTOR_BYTES !== 0)
    throw new ImageDamagedError(path, `its ${size} bytes are not whole sectors of ${SECTOR_BYTES}`);
  if (size > MAX_DISK_BYTES) throw tooLarge(path);
  const map = await readExtentMap(path);
  const data = map === undefined ? [{ offset: 0, length: size }] : allocatedRanges(map);
  return { kind: 'raw', path, diskBytes: size, data };
}

async function readExpanded(path: string, file: FileHandle, size: number): Promise<Layer> {
  const header = parseHeader(path, await read(file, 0, Math.min(size, HEADER_BYTES)), size);
  const tableBytes = await read(file, HEADER_BYTES, header.clusters * ENTRY_BYTES);
  if (tableBytes.length < header.clusters * ENTRY_BYTES)
    throw new ImageDamagedError(path, 'it ends within its table');
  const table = ClusterTable.parse(path, header, tableBytes, size);
  const { diskBytes, clusterBytes } = header;
  return { kind: 'expanded', path, diskBytes, clusterBytes, table };
}

async function readHead(path: string, length: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    return await read(file, 0, length);
  } finally {
    await file.close();
  }
}

/** As many bytes as there are, up to `length`. */
async function read(file: FileHandle, from: number, length: number): Promise<Uint8Array> {
  const buffer = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, from + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return buffer.subarray(0, done);
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
