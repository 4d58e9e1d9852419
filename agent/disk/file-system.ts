// Where in a raw disk image its file system is.
import { run } from '../../runtime/command/mod.js';
import { RootfsUnusableError } from '../errors.js';

/** A file system within a file. */
export interface FileSystemPlace {
  /** Bytes from the beginning of the file. */
  readonly offset: number;
  /** Bytes; 0: to the end. */
  readonly size: number;
  /** What `mount` calls it. */
  readonly type: string;
}

interface Partition {
  readonly offset: number;
  readonly size: number;
}

const CALL_TIMEOUT_MS = 20_000;

/** What can be mounted here, and by which driver. */
const DRIVERS: Readonly<Record<string, string>> = { ext2: 'ext4', ext3: 'ext4', ext4: 'ext4', xfs: 'xfs' };

/**
 * The one file system of a raw image, on it as a whole or on one of its partitions. `name` is what people know the image by.
 * Throws RootfsUnusableError when there is none that can be mounted, or more than one.
 */
export async function findFileSystem(file: string, name: string): Promise<FileSystemPlace> {
  const places: FileSystemPlace[] = [];
  const others: string[] = [];
  for (const { offset, size } of [{ offset: 0, size: 0 }, ...(await partitionsOf(file))]) {
    const found = await probe(file, offset, size);
    const type = found === undefined ? undefined : DRIVERS[found];
    if (type !== undefined) places.push({ offset, size, type });
    else if (found !== undefined) others.push(found);
  }
  const [place, ...more] = places;
  if (place === undefined) {
    const what = others.length === 0 ? 'nothing that is known' : others.join(', ');
    throw new RootfsUnusableError(name, `its disk has no ext2 to ext4 and no XFS file system, but ${what}`);
  }
  if (more.length > 0)
    throw new RootfsUnusableError(name, `its disk has ${places.length} file systems, and one is needed`);
  return place;
}

async function partitionsOf(file: string): Promise<Partition[]> {
  // Fails where there is no table.
  const { stdout, code } = await run('sfdisk', ['--json', file], {
    timeoutMs: CALL_TIMEOUT_MS,
    allowFailure: true,
  });
  return code === 0 ? parsePartitions(stdout) : [];
}

/** Reads `sfdisk --json`. Pure. */
export function parsePartitions(text: string): Partition[] {
  const { partitiontable: table } = JSON.parse(text) as {
    partitiontable: { sectorsize?: number; partitions?: { start: number; size: number }[] };
  };
  const sector = table.sectorsize ?? 512;
  return (table.partitions ?? []).map(({ start, size }) => ({ offset: start * sector, size: size * sector }));
}

/** The type of what is there, as libblkid calls it; undefined: nothing known, or a partition table. */
async function probe(file: string, offset: number, size: number): Promise<string | undefined> {
  const range = ['--offset', String(offset), ...(size === 0 ? [] : ['--size', String(size)])];
  const { stdout } = await run('blkid', ['--probe', '--output', 'export', ...range, file], {
    timeoutMs: CALL_TIMEOUT_MS,
    // Found nothing.
    allowFailure: true,
  });
  return /^TYPE=(.+)$/m.exec(stdout)?.[1];
}
