import { closeSync, mkdtempSync, openSync, realpathSync, rmSync, symlinkSync, writeSync } from 'node:fs';
import { mkdir, open, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mergedPieces } from '../../../agent/disk/ploop/layers.js';
import { copyImage, findImage, findRawImage, type DiskImage } from '../../../agent/disk/ploop/mod.js';
import { inspectRootfs } from '../../../agent/disk/mod.js';
import {
  layerDisk,
  SECTOR,
  truth,
  writeExpanded,
  type LayerPlan,
} from '../../unit/agent/disk/ploop/image-writer.js';

const CLUSTER_SECTORS = 128;
const CLUSTER = CLUSTER_SECTORS * SECTOR;
const CLUSTERS = 40;
const TOP = '{5fbaabe3-6958-40ff-92a7-860e329aab41}';
const NONE = '{00000000-0000-0000-0000-000000000000}';
const never = new AbortController().signal;

/** A layer that has every `step`th cluster from `first` on; every fifth of them is all zeroes. */
function plan(first: number, step: number, seed: number): LayerPlan {
  const all = Array.from({ length: CLUSTERS }, (_, cluster) => cluster);
  return {
    version: 2,
    clusterSectors: CLUSTER_SECTORS,
    diskSectors: CLUSTERS * CLUSTER_SECTORS,
    clusters: all.map((cluster) =>
      cluster < first || (cluster - first) % step !== 0 ? undefined : cluster % 5 === 0 ? 0 : seed,
    ),
    order: all.map((cluster) => (cluster * 17) % 23),
    gaps: all.map(() => 0),
    moreEntries: 0,
    dataGap: 0,
    closed: 0,
    flags: 0,
  };
}

function descriptor(files: readonly { file: string; type: string }[]): string {
  const guids = files.map((_, index) => (index === files.length - 1 ? TOP : `{${index}}`));
  const images = files.map(
    ({ file, type }, index) =>
      `<Image><GUID>${guids[index]}</GUID><Type>${type}</Type><File>${file}</File></Image>`,
  );
  const shots = guids.map(
    (guid, index) => `<Shot><GUID>${guid}</GUID><ParentGUID>${guids[index - 1] ?? NONE}</ParentGUID></Shot>`,
  );
  const size = CLUSTERS * CLUSTER_SECTORS;
  return (
    `<Parallels_disk_image><Disk_Parameters><Disk_size>${size}</Disk_size></Disk_Parameters>` +
    `<StorageData><Storage><Blocksize>${CLUSTER_SECTORS}</Blocksize>${images.join('')}</Storage></StorageData>` +
    `<Snapshots><TopGUID>${TOP}</TopGUID>${shots.join('')}</Snapshots></Parallels_disk_image>`
  );
}

/** A signal that is never aborted, and calls at the n-th time it is looked at. */
function looking(times: number, call: () => void): AbortSignal {
  let looked = 0;
  return {
    get aborted() {
      looked += 1;
      if (looked === times) call();
      return false;
    },
  } as AbortSignal;
}

describe('a disk image', () => {
  let folder: string;
  let image: string;
  let target: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pk-image-'));
    image = join(folder, 'image');
    target = join(folder, 'copy.hds');
    await mkdir(image);
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const [middle, top] = [plan(3, 4, 7), plan(2, 7, 9)];
  const base = Buffer.alloc(CLUSTERS * CLUSTER);
  base.fill(0x5a, 4 * CLUSTER, 11 * CLUSTER + 77);

  /** A raw base with two deltas on it. */
  async function writeChain(): Promise<void> {
    const raw = await open(join(image, 'root.hds'), 'w');
    await raw.truncate(base.length);
    await raw.write(base, 4 * CLUSTER, 8 * CLUSTER, 4 * CLUSTER);
    await raw.close();
    await writeFile(join(image, 'one'), writeExpanded(middle));
    await writeFile(join(image, 'two'), writeExpanded(top));
    const files = ['root.hds', 'one', 'two'].map((file) => ({ file, type: 'Plain' }));
    await writeFile(join(image, 'DiskDescriptor.xml'), descriptor(files));
  }

  async function found(path = image): Promise<DiskImage> {
    const result = await findImage(path);
    if (result === undefined) throw new Error(`no image at ${path}`);
    return result;
  }

  test('of several files becomes one, sparse, with the bytes of the current state', async () => {
    await writeChain();
    await copyImage(await found(), target, never);
    const all = [{ bytes: base, has: 'all' as const }, layerDisk(middle), layerDisk(top)];
    const expected = truth(all, CLUSTER, base.length);
    const copy = await readFile(target);
    expect(copy.equals(expected)).toBe(true);
    const zero = Buffer.alloc(4096);
    let blocks = 0;
    for (let at = 0; at < expected.length; at += 4096)
      if (!expected.subarray(at, at + 4096).equals(zero)) blocks += 1;
    const { blocks: taken, mode } = await stat(target);
    // Besides, the file system needs some blocks to note where the others are.
    expect(taken * 512).toBeLessThanOrEqual(blocks * 4096 + 65_536);
    expect(blocks * 4096 + 65_536).toBeLessThan(expected.length / 2);
    expect(mode & 0o777).toBe(0o600);
  });

  test('is found by its folder, its descriptor, and the private folder of a container', async () => {
    await writeChain();
    const private_ = join(folder, '101');
    await mkdir(private_);
    symlinkSync(image, join(private_, 'root.hdd'));
    for (const path of [image, join(image, 'DiskDescriptor.xml'), private_]) {
      expect(await inspectRootfs(path)).toMatchObject({
        kind: 'image',
        path,
        image: { diskBytes: base.length },
      });
    }
    // Whole paths, as they are without symbolic links.
    const files = ['root.hds', 'one', 'two'].map((file) => ({
      file: join(realpathSync(image), file),
      type: 'Plain',
    }));
    await writeFile(join(image, 'DiskDescriptor.xml'), descriptor(files));
    expect((await found(join(private_, 'root.hdd'))).layers).toHaveLength(3);
    // One of several files is not the disk.
    await expect(findImage(join(image, 'two'))).rejects.toMatchObject({ reason: 'DISK_IMAGE_UNSUPPORTED' });
  });

  test('may be one file: in the expanded format, or raw', async () => {
    const expanded = join(folder, 'expanded');
    await writeFile(expanded, writeExpanded(top));
    await copyImage(await found(expanded), target, never);
    expect((await readFile(target)).equals(layerDisk(top).bytes)).toBe(true);

    const raw = Buffer.alloc(3 * CLUSTER + SECTOR);
    raw.writeUInt16LE(0xaa55, 510);
    raw.write('the end', raw.length - 7);
    const path = join(folder, 'raw');
    await writeFile(path, raw);
    expect(await findImage(path)).toBeUndefined();
    expect(await inspectRootfs(path)).toMatchObject({ kind: 'image', image: { diskBytes: raw.length } });
    await copyImage((await findRawImage(path))!, `${target}.2`, never);
    expect((await readFile(`${target}.2`)).equals(raw)).toBe(true);
  });

  test('that changes while it is copied does not pass', async () => {
    await writeChain();
    const before = await found();
    // Each piece is looked at once to be copied, and once to be compared.
    const comparing = [...mergedPieces(before)].length + 1;
    const rewritten = copyImage(
      before,
      target,
      looking(comparing, () => overwrite('root.hds', 5 * CLUSTER)),
    );
    await expect(rewritten).rejects.toMatchObject({ reason: 'DISK_IMAGE_CHANGED' });
    rmSync(target);
    await writeChain();
    // A cluster that was in no file before.
    const grown = copyImage(
      before,
      target,
      looking(1, () => overwrite('root.hds', 30 * CLUSTER)),
    );
    await expect(grown).rejects.toMatchObject({ reason: 'DISK_IMAGE_CHANGED' });
    rmSync(target);
    await writeChain();
    const opened = copyImage(
      before,
      target,
      looking(1, () => overwrite('two', 44, Buffer.from('Ynot'))),
    );
    await expect(opened).rejects.toMatchObject({ reason: 'DISK_IMAGE_IN_USE' });
  });

  function overwrite(file: string, at: number, bytes = Buffer.from('changed')): void {
    const descriptor = openSync(join(image, file), 'r+');
    writeSync(descriptor, bytes, 0, bytes.length, at);
    closeSync(descriptor);
  }

  test('is left alone when the work is cancelled', async () => {
    await writeChain();
    const cancelled = copyImage(await found(), target, AbortSignal.abort(new Error('enough')));
    await expect(cancelled).rejects.toMatchObject({ reason: 'CANCELLED' });
  });

  test.each<[string, { file: string; type?: string; write?: Buffer }[], string, RegExp]>([
    ['a file that is not there', [{ file: 'gone' }], 'DISK_IMAGE_DAMAGED', /gone .*ENOENT/],
    ['a file elsewhere', [{ file: '../out' }], 'DISK_IMAGE_UNSUPPORTED', /outside of its folder/],
    ['a folder for a file', [{ file: '.' + '/.' }], 'DISK_IMAGE_UNSUPPORTED', /outside of its folder/],
    [
      'a raw file that is too short',
      [{ file: 'a', type: 'Plain', write: Buffer.alloc(512) }],
      'DISK_IMAGE_DAMAGED',
      /it has 512 bytes, and its disk/,
    ],
    [
      'a raw file of half a sector',
      [{ file: 'a', type: 'Plain', write: Buffer.alloc(700) }],
      'DISK_IMAGE_DAMAGED',
      /not whole sectors/,
    ],
    [
      'a raw file that is none',
      [{ file: 'a', type: 'Plain', write: writeExpanded(top) }],
      'DISK_IMAGE_DAMAGED',
      /described as raw/,
    ],
    [
      'a delta that is none',
      [
        { file: 'a', type: 'Plain', write: base },
        { file: 'b', type: 'Plain', write: base },
      ],
      'DISK_IMAGE_DAMAGED',
      /does not begin as/,
    ],
    [
      'clusters of two sizes',
      [
        { file: 'a', write: writeExpanded(top) },
        { file: 'b', write: writeExpanded({ ...top, clusterSectors: 64, diskSectors: CLUSTERS * 64 }) },
      ],
      'DISK_IMAGE_DAMAGED',
      /clusters of 65536 and 32768 bytes/,
    ],
  ])('with %s is refused', async (_, files, reason, message) => {
    for (const { file, write } of files) if (write !== undefined) await writeFile(join(image, file), write);
    const described = files.map(({ file, type = 'Compressed' }) => ({ file, type }));
    await writeFile(join(image, 'DiskDescriptor.xml'), descriptor(described));
    await expect(inspectRootfs(image)).rejects.toMatchObject({
      reason,
      message: expect.stringMatching(message),
    });
  });

  test('is told from other files', async () => {
    await writeFile(join(folder, 'text'), 'WithoutFreeSpac');
    await expect(inspectRootfs(join(folder, 'text'))).rejects.toMatchObject({ reason: 'ROOTFS_UNUSABLE' });
    await writeFile(join(folder, 'cut'), 'WithoutFreeSpace');
    await expect(inspectRootfs(join(folder, 'cut'))).rejects.toMatchObject({ reason: 'DISK_IMAGE_DAMAGED' });
    await expect(inspectRootfs('/dev/null')).rejects.toMatchObject({ reason: 'ROOTFS_UNUSABLE' });
    expect(await inspectRootfs(folder)).toMatchObject({ kind: 'folder' });
  });
});
