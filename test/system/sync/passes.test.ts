import { randomBytes } from 'node:crypto';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { attachImage, createImage, detachFile, mountImage, unmount } from '../../../agent/disk/mod.js';
import { syncFilesystem } from '../../../runtime/linux/mod.js';
import { describeOnSystem } from '../requirements.js';
import { fetchClone, fetchDisk, partsOf } from './support/fetching.js';
import { Relay } from './support/relay.js';
import { digestOf, SyncHost } from './support/sync-host.js';

const MIB = 2 ** 20;

describeOnSystem('a disk in use that is copied ahead of a freeze', () => {
  let source: SyncHost;
  let taker: SyncHost;
  let relay: Relay;
  let image: string;
  let mountPoint: string;
  /** What production writes before each generation that is made, MiB. */
  let writesBefore: number[];

  beforeEach(async () => {
    [source, taker] = await Promise.all([SyncHost.open('source'), SyncHost.open('taker')]);
    writesBefore = [];
    await source.serve(({ makeDiskGeneration }) => ({
      makeDiskGeneration: async (asked, context) => {
        const mib = writesBefore.shift() ?? 0;
        if (mib > 0) await write(`written ${mib}`, mib);
        return makeDiskGeneration(asked, context);
      },
    }));
    relay = await Relay.start(source.socket);
    mountPoint = join(source.home, 'rootfs');
    await mkdir(join(source.pool.path, 'instances', 'web'));
    image = await createImage(join(source.pool.path, 'instances', 'web'), 512 * MIB, {
      base: 0,
      size: 65_536,
    });
    await mountImage((await attachImage(image)).device, mountPoint);
    source.disks.set('web', { mountPoint, image });
  });

  afterEach(async () => {
    await unmount(mountPoint);
    await detachFile(image);
    await relay.close();
    await Promise.all([source.close(), taker.close()]);
  });

  const write = async (name: string, mib: number): Promise<void> =>
    writeFile(join(mountPoint, name), randomBytes(mib * MIB));
  const generationsOf = async (host: SyncHost): Promise<string[]> =>
    readdir(join(host.pool.path, 'generations'));
  const request = () => ({ clone: 'web-1', instance: 'web', source: relay.target });

  /** As the freeze does it. */
  async function freeze(): Promise<void> {
    await syncFilesystem(mountPoint);
    await source.makeClone('web-1', 'web', image, 4096);
  }

  test('is copied until the change is small, and then only the last change travels', async () => {
    writesBefore = [64, 20, 8];
    const passes = await fetchDisk(taker, { ...request(), smallBytes: 12 * MIB });
    expect(passes.map(({ pass, done }) => [pass, done ?? false])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
    expect(passes.at(-1)).toMatchObject({ why: 'LAST_PASS_SMALL' });
    const shipped = passes.map(({ disk }) => Number(disk!.bytesTotal) / MIB);
    expect(shipped[0]).toBeGreaterThan(64);
    expect(shipped[1]).toBeGreaterThan(20);
    expect(shipped[1]).toBeLessThan(24);
    expect(shipped[2]).toBeGreaterThan(8);
    expect(shipped[2]).toBeLessThan(12);
    expect(passes.map(({ disk }) => disk!.method)).toEqual([
      'TRANSFER_METHOD_ALLOCATED',
      'TRANSFER_METHOD_EXTENTS',
      'TRANSFER_METHOD_EXTENTS',
    ]);
    // The taker has the newest; the source may have the one before, too.
    const [newest] = await generationsOf(taker);
    expect(await generationsOf(taker)).toHaveLength(1);
    expect(await generationsOf(source)).toContain(newest);
    expect(await taker.fetches.partial()).toEqual(['web-1']);

    await write('last', 3);
    await freeze();
    const before = relay.bytes;
    const { disk } = partsOf(await fetchClone(taker, 'web-1', relay.target));
    expect(disk).toMatchObject({ method: 'TRANSFER_METHOD_EXTENTS', base: newest });
    expect(disk.bytesTotal).toBeGreaterThan(3 * MIB);
    expect(relay.bytes - before).toBeLessThan(6 * MIB);
    expect(await digestOf(taker.paths('web-1').snapshot)).toBe(
      await digestOf(source.paths('web-1').snapshot),
    );
    // Nobody needs them any more.
    expect(await generationsOf(taker)).toEqual([]);
    expect(await generationsOf(source)).toEqual([]);
    expect(await taker.fetches.partial()).toEqual([]);
  });

  test('is given up when production writes as fast as it is shipped', async () => {
    writesBefore = [20, 21, 22];
    const passes = await fetchDisk(taker, { ...request(), smallBytes: MIB });
    expect(passes.map(({ why }) => why)).toEqual([undefined, 'LAST_PASS_NOT_SHRINKING']);
  });

  test('goes on with half a generation, and with what it had when the source let go of it', async () => {
    await write('data', 48);
    relay.cutAfter(40 * MIB);
    await expect(fetchDisk(taker, request())).rejects.toMatchObject({ reason: 'FETCH_INTERRUPTED' });
    relay.mend();
    const [half] = await readdir(join(taker.pool.path, 'fetches'));
    const [first] = await fetchDisk(taker, { ...request(), mostPasses: 1 });
    expect(first!.disk!.bytesResumed).toBeGreaterThan(0);
    expect(await generationsOf(taker)).toEqual([half]);

    await write('more', 32);
    relay.cutAfter(20 * MIB);
    await expect(fetchDisk(taker, request())).rejects.toMatchObject({ reason: 'FETCH_INTERRUPTED' });
    relay.mend();
    const [gone] = await readdir(join(taker.pool.path, 'fetches'));
    await source.generations.removeIf(({ id }) => id === gone);
    const [again] = await fetchDisk(taker, { ...request(), mostPasses: 1 });
    expect(again!.disk).toMatchObject({ bytesResumed: 0, base: half });
    expect(await readdir(join(taker.pool.path, 'fetches'))).toEqual([]);
  });

  test('is not fetched from an agent that calls a generation by what could be a path', async () => {
    await source.stopServing();
    await source.serve(() => ({
      makeDiskGeneration: async () => ({ generation: '../web-1.0123456789abcdef' }),
    }));
    await expect(fetchDisk(taker, request())).rejects.toMatchObject({ reason: 'SHIPMENT_UNUSABLE' });
    expect(await taker.fetches.partial()).toEqual([]);
  });

  test('leaves no generation that nobody needs, also not after a crash', async () => {
    await write('data', 4);
    const make = async (taken: string, keep: string[] = []): Promise<string> =>
      source.source.makeGeneration({ instance: 'web', clone: 'web-1', taker: taken }, keep);
    const [a1, b1] = [await make('a'), await make('b')];
    const a2 = await make('a', [a1]);
    expect((await generationsOf(source)).sort()).toEqual([a1, a2, b1].sort());
    const a3 = await make('a', [a2]);
    expect((await generationsOf(source)).sort()).toEqual([a2, a3, b1].sort());

    // A crash in the middle of making one, and one that nobody asked for in two hours.
    await mkdir(join(source.pool.path, 'generations', 'web-1.0123456789abcdef.new'));
    await mkdir(join(source.pool.path, 'generations', 'web-1.0123456789abcdef'));
    const long = new Date(Date.now() - 2 * 3_600_000);
    await utimes(join(source.pool.path, 'generations', b1, 'generation.json'), long, long);
    expect(await source.fetches.sweep()).toEqual([b1]);
    expect((await generationsOf(source)).sort()).toEqual([a2, a3].sort());
    await source.source.removeGenerations('web-1', '');
    expect(await generationsOf(source)).toEqual([]);
  });
});
