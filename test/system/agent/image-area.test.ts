import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureImageArea, imageAreaRoom, touch, warm } from '../../../agent/freeze/image-area.js';
import { run } from '../../../runtime/command/mod.js';
import { describeOnSystem } from '../requirements.js';

const MIB = 2 ** 20;

describeOnSystem('the image area', () => {
  let home: string;
  let area: string;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'image-area-'));
    area = join(home, 'images');
    await ensureImageArea(area);
  });

  afterAll(async () => {
    await run('umount', [area], { timeoutMs: 10_000, allowFailure: true });
    await rm(home, { recursive: true });
  });

  test('takes large pages, also where an earlier agent has mounted it without', async () => {
    const options = async () => {
      const { stdout } = await run('findmnt', ['-no', 'OPTIONS', area], { timeoutMs: 10_000 });
      return stdout.trim().split(',');
    };
    const wanted = existsSync('/sys/kernel/mm/transparent_hugepage') ? ['huge=within_size'] : [];
    expect(await options()).toEqual(expect.arrayContaining(wanted));
    await run('mount', ['-o', 'remount,huge=never', area], { timeoutMs: 10_000, allowFailure: true });
    expect(await options()).not.toContain('huge=within_size');
    await ensureImageArea(area);
    expect(await options()).toEqual(expect.arrayContaining(wanted));
  });

  test('every page that is touched has been written, not only reserved', async () => {
    const path = join(area, 'touched');
    await touch(path, 3 * MIB + 1);
    // Pages of a tmpfs that are reserved and not written are a hole here.
    const seek = await run('xfs_io', ['-r', '-c', 'seek -a -r 0', path], { timeoutMs: 10_000 });
    expect(seek.stdout.match(/DATA\s+\d+|HOLE\s+\d+/g)?.map((found) => found.split(/\s+/))).toEqual([
      ['DATA', '0'],
      ['HOLE', String(4 * MIB)],
    ]);
    await rm(path);
  });

  test('warming leaves nothing, neither when there is no room', async () => {
    await warm(area, 2 * MIB);
    expect(await readdir(area)).toEqual([]);
    await run('mount', ['-o', 'remount,size=1M', area], { timeoutMs: 10_000 });
    await expect(warm(area, 2 * MIB)).rejects.toThrow('No space left on device');
    expect(await readdir(area)).toEqual([]);
    expect(await imageAreaRoom(area)).toBe(MIB);
  });
});
