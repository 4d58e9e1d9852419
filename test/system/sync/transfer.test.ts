import { mkdir, open, readFile, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { punchHole } from '../../../runtime/linux/mod.js';
import { describeOnSystem } from '../requirements.js';
import { fetchClone, partsOf } from './support/fetching.js';
import { Relay } from './support/relay.js';
import { change, digestOf, makeImage, SyncHost, takenBytes, type Place } from './support/sync-host.js';

const MIB = 2 ** 20;
const PLACES = 1000;
/** What all of them write takes about 50 MB. */
const PLACE_BYTES = 50_000;

describeOnSystem('a clone that travels to another host', () => {
  let source: SyncHost;
  let taker: SyncHost;
  let relay: Relay;
  let image: string;

  beforeEach(async () => {
    [source, taker] = await Promise.all([SyncHost.open('source'), SyncHost.open('taker')]);
    await source.serve();
    relay = await Relay.start(source.socket);
    image = join(source.pool.path, 'instances', 'web.hds');
  });

  afterEach(async () => {
    await relay.close();
    await Promise.all([source.close(), taker.close()]);
  });

  async function expectArrived(clone: string): Promise<void> {
    const [from, to] = [source.paths(clone), taker.paths(clone)];
    expect(await digestOf(to.snapshot)).toBe(await digestOf(from.snapshot));
    for (const file of ['pages-1.img', 'pre-1/pages-1.img', 'descriptors.json', 'empty.img']) {
      expect(await digestOf(join(to.imagesDir, file))).toBe(await digestOf(join(from.imagesDir, file)));
      expect((await stat(join(to.imagesDir, file))).mode).toBe((await stat(join(from.imagesDir, file))).mode);
    }
    expect(await readlink(join(to.imagesDir, 'parent'))).toBe('pre-1');
    expect((await stat(to.imagesDir)).mode & 0o777).toBe(0o755);
    expect(await readFile(to.recordPath, 'utf8')).toBe(await readFile(from.recordPath, 'utf8'));
    // Nothing is left of the way there.
    expect((await taker.contents()).filter((path) => /fetches\/.|\.part|\.new/.test(path))).toEqual([]);
  }

  test('arrives whole, its holes as holes, and is there at once when it is asked for again', async () => {
    const places = [0, 7 * MIB + 4096, 63 * MIB, 255 * MIB].map((offset) => ({
      offset,
      length: 3 * MIB + 8192,
    }));
    await makeImage(image, 259 * MIB + 512, places);
    await source.makeClone('web-1', 'web', image, 5 * MIB + 17);
    const { disk, memory } = partsOf(await fetchClone(taker, 'web-1', relay.target));
    expect(disk).toMatchObject({
      method: 'TRANSFER_METHOD_ALLOCATED',
      base: '',
      why: '',
      bytesResumed: 0,
      damaged: 0,
    });
    expect(disk.bytesDone).toBe(disk.bytesTotal);
    expect(memory.bytesTotal).toBe(2 * (5 * MIB + 17) + '["a","b","c"]'.length);
    await expectArrived('web-1');
    const [there, here] = [
      await takenBytes(source.paths('web-1').snapshot),
      await takenBytes(taker.paths('web-1').snapshot),
    ];
    expect(Math.abs(here - there)).toBeLessThan(2 * MIB);
    // Half of the memory is zeroes, which need not travel.
    expect(relay.bytes).toBeLessThan(1.05 * (12 + 5) * MIB + 64 * 1024);

    // Nobody is asked.
    const nowhere = `unix:${join(taker.home, 'nobody.sock')}`;
    expect(await fetchClone(taker, 'web-1', nowhere)).toMatchObject({ done: true, alreadyHere: true });
  });

  test('ships of a changed disk what has changed, within 5 %', async () => {
    await makeImage(image, 512 * MIB, [{ offset: 0, length: 200 * MIB }]);
    await source.makeClone('web-1', 'web', image, MIB);
    await fetchClone(taker, 'web-1', relay.target);

    const places: Place[] = Array.from({ length: PLACES }, (_, index) => ({
      // Whole blocks: the file system tells no smaller change.
      offset: Math.floor((index * 511 * MIB) / PLACES / 4096) * 4096,
      length: Math.ceil(PLACE_BYTES / 4096) * 4096,
    }));
    await change(image, places);
    await source.makeClone('web-2', 'web', image, 4096);
    const before = relay.bytes;
    const { disk } = partsOf(await fetchClone(taker, 'web-2', relay.target));
    const changed = places.reduce((sum, { length }) => sum + length, 0);
    expect(disk).toMatchObject({ method: 'TRANSFER_METHOD_EXTENTS', bytesTotal: changed, damaged: 0 });
    expect(disk.base).toMatch(/^web-1@/);
    expect(relay.bytes - before).toBeGreaterThan(changed);
    expect(relay.bytes - before).toBeLessThan(1.05 * changed);
    await expectArrived('web-2');
    // Both clones lie in the taker's pool, and share what is equal.
    await expectArrived('web-1');
  });

  test('has a hole where production made one', async () => {
    await makeImage(image, 64 * MIB, [{ offset: 0, length: 32 * MIB }]);
    await source.makeClone('web-1', 'web', image, 4096);
    await fetchClone(taker, 'web-1', relay.target);
    const file = await open(image, 'r+');
    punchHole(file.fd, 8 * MIB, 16 * MIB);
    await file.close();
    await source.makeClone('web-2', 'web', image, 4096);
    const { disk } = partsOf(await fetchClone(taker, 'web-2', relay.target));
    expect(disk.bytesTotal).toBe(0);
    await expectArrived('web-2');
    expect(await takenBytes(taker.paths('web-2').snapshot)).toBeLessThanOrEqual(16 * MIB);
  });

  test('keeps below its limit of bytes a second', async () => {
    await makeImage(image, 32 * MIB, [{ offset: 0, length: 8 * MIB }]);
    await source.makeClone('web-1', 'web', image, MIB);
    const started = performance.now();
    const rates: number[] = [];
    await fetchClone(taker, 'web-1', relay.target, {
      bytesPerSecond: 4 * MIB,
      seen: (message) => rates.push(partsOf(message).disk?.bytesPerSecond ?? 0),
    });
    // 9 MiB of it are not zeroes.
    expect(performance.now() - started).toBeGreaterThan((9 / 4 - 0.2) * 1000);
    expect(Math.max(...rates)).toBeGreaterThan(MIB);
    await expectArrived('web-1');
  });
});

describeOnSystem('where a pool has neither reflinks nor extent maps', () => {
  test.each([
    { from: true, to: true },
    { from: true, to: false },
    { from: false, to: true },
  ])('it works all the same, and is said (source %o)', async ({ from, to }) => {
    const source = await SyncHost.open('source', { plain: from });
    const taker = await SyncHost.open('taker', { plain: to });
    try {
      const target = await source.serve();
      const image = join(source.pool.path, 'instances', 'web.hds');
      await mkdir(join(source.pool.path, 'instances'), { recursive: true });
      await makeImage(image, 64 * MIB + 512, [{ offset: MIB, length: 16 * MIB }]);
      await source.makeClone('web-1', 'web', image, 4096);
      const first = partsOf(await fetchClone(taker, 'web-1', target)).disk;
      await change(image, [
        { offset: 5 * MIB + 100, length: 10 },
        { offset: 40 * MIB, length: 300_000 },
        { offset: 64 * MIB + 500, length: 12 },
      ]);
      await source.makeClone('web-2', 'web', image, 4096);
      const second = partsOf(await fetchClone(taker, 'web-2', target)).disk;
      for (const clone of ['web-1', 'web-2']) {
        const [there, here] = [source.paths(clone).snapshot, taker.paths(clone).snapshot];
        expect(await digestOf(here)).toBe(await digestOf(there));
        expect(await takenBytes(here)).toBeLessThan(24 * MIB);
      }
      expect(first.bytesTotal).toBe(16 * MIB);
      expect(second.base).toMatch(/^web-1@/);
      expect(second.damaged).toBe(0);
      expect(second.bytesTotal).toBeLessThan(MIB);
      if (from) {
        expect(second.method).toBe('TRANSFER_METHOD_DIGESTS');
        expect(second.why).toBe("the source's file system has no extent maps");
      } else {
        expect(second.method).toBe('TRANSFER_METHOD_EXTENTS');
        expect(second.why).toBe("the target's file system cannot reflink: it copied the whole disk first");
      }
    } finally {
      await Promise.all([source.close(), taker.close()]);
    }
  });
});
