import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchPaths } from '../../../agent/sync/fetch-paths.js';
import { readJournal } from '../../../agent/sync/journal.js';
import type { FetchCloneResponse } from '../../../proto/gen/parikshan/v1/FetchCloneResponse.js';
import { packageRoot } from '../../../runtime/config/mod.js';
import { hasReason } from '../../../runtime/errors/mod.js';
import { describeOnSystem } from '../requirements.js';
import { fetchClone, partsOf } from './support/fetching.js';
import { Relay } from './support/relay.js';
import { digestOf, makeImage, SyncHost } from './support/sync-host.js';

const MIB = 2 ** 20;
const DISK_BYTES = 48 * MIB;
const MEMORY_BYTES = 8 * MIB;

describeOnSystem('a transfer that is broken off', () => {
  let source: SyncHost;
  let taker: SyncHost;
  let relay: Relay;

  beforeEach(async () => {
    [source, taker] = await Promise.all([SyncHost.open('source'), SyncHost.open('taker')]);
    await source.serve();
    relay = await Relay.start(source.socket);
    const image = join(source.pool.path, 'instances', 'web.hds');
    await makeImage(image, 128 * MIB, [{ offset: 0, length: DISK_BYTES }]);
    await source.makeClone('web-1', 'web', image, MEMORY_BYTES);
  });

  afterEach(async () => {
    await relay.close();
    await Promise.all([source.close(), taker.close()]);
  });

  async function expectArrived(): Promise<void> {
    const [from, to] = [source.paths('web-1'), taker.paths('web-1')];
    expect(await digestOf(to.snapshot)).toBe(await digestOf(from.snapshot));
    const pages = 'pages-1.img';
    expect(await digestOf(join(to.imagesDir, pages))).toBe(await digestOf(join(from.imagesDir, pages)));
    expect((await taker.contents()).filter((path) => /fetches\/.|\.part/.test(path))).toEqual([]);
  }

  /** Nothing of it may pass for a clone. */
  async function expectHalf(): Promise<void> {
    expect(await taker.holdings.clone('web-1')).toBeUndefined();
    expect(await taker.fetches.partial()).toEqual(['web-1']);
    const elsewhere = (await taker.contents()).filter(
      (path) => path.includes('web-1') && !/^fetches\/web-1(\/(root\.hds|journal))?$|^web-1\.part/.test(path),
    );
    expect(elsewhere).toEqual([]);
  }

  test('by a cut at any place goes on from there', async () => {
    const places = Array.from({ length: 3 }, () => Math.ceil(Math.random() * (DISK_BYTES + MEMORY_BYTES)));
    console.log(`cuts after ${places.join(', ')} bytes`);
    for (const place of places) {
      relay.mend();
      relay.cutAfter(place);
      const failure = await fetchClone(taker, 'web-1', relay.target).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (failure === undefined) break;
      expect(hasReason(failure, 'FETCH_INTERRUPTED')).toBe(true);
      await expectHalf();
    }
    relay.mend();
    if ((await taker.holdings.clone('web-1')) === undefined) {
      const noted = await readJournal(fetchPaths(taker.runDir, taker.pool.path, 'web-1').diskJournal);
      const { disk } = partsOf(await fetchClone(taker, 'web-1', relay.target));
      const known = [...noted!.verified].reduce((sum, key) => sum + Number(key.split(' ')[2]), 0);
      expect(disk.bytesResumed).toBe(known);
    }
    await expectArrived();
    // No cut costs more than what was under way on four streams.
    expect(relay.bytes).toBeLessThan(DISK_BYTES + MEMORY_BYTES + places.length * 24 * MIB);
  });

  test('shortly goes on by itself', async () => {
    relay.cutAfter(20 * MIB);
    const done = fetchClone(taker, 'web-1', relay.target);
    const mending = setInterval(() => {
      if (relay.isCut) relay.mend();
    }, 100);
    try {
      expect(partsOf(await done).disk.bytesResumed).toBe(0);
    } finally {
      clearInterval(mending);
    }
    await expectArrived();
  });

  test('by SIGKILL of the process that receives goes on in the next', async () => {
    const main = join(packageRoot(), 'dist/test/system/sync/support/taker-main.js');
    const limit = String(24 * MIB);
    const child = spawn(process.execPath, [main, taker.home, 'web-1', relay.target, limit], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    let reached = 0;
    for await (const line of createInterface(child.stdout)) {
      const { disk } = partsOf(JSON.parse(line) as FetchCloneResponse);
      reached = Math.max(reached, disk?.bytesDone ?? 0);
      // More than is settled at a time: some of it must be in the journal.
      if (reached > 34 * MIB) child.kill('SIGKILL');
    }
    expect((await exited)[1]).toBe('SIGKILL');
    await expectHalf();
    expect(await taker.fetches.sweep()).toEqual([]);
    const before = relay.bytes;
    const { disk } = partsOf(await fetchClone(taker, 'web-1', relay.target));
    expect(disk.bytesResumed).toBeGreaterThanOrEqual(32 * MIB);
    expect(relay.bytes - before).toBeLessThan(DISK_BYTES + MEMORY_BYTES - 24 * MIB);
    await expectArrived();
  });

  test('because the source vanishes says so, and its removal leaves nothing', async () => {
    const before = await taker.contents();
    relay.cutAfter(20 * MIB);
    await expect(fetchClone(taker, 'web-1', relay.target)).rejects.toMatchObject({
      reason: 'FETCH_INTERRUPTED',
      code: 'UNAVAILABLE',
      message: expect.stringMatching(
        /web-1 could not be fetched from 127\.0\.0\.1:.* [1-9]\d* of \d+ bytes had arrived/,
      ),
    });
    await expectHalf();
    await taker.fetches.remove('web-1');
    expect(await taker.fetches.partial()).toEqual([]);
    const left = (await taker.contents()).filter((path) => !before.includes(path));
    expect(left).toEqual(['fetches']);
  });

  test('by the removal of the clone ends at once', async () => {
    const fetching = fetchClone(taker, 'web-1', relay.target, {
      bytesPerSecond: MIB,
      seen: () => taker.fetches.cancel('web-1'),
    });
    await expect(fetching).rejects.toMatchObject({ reason: 'FETCH_REMOVED' });
    await taker.lock.run('clone web-1', () => taker.fetches.remove('web-1'));
    expect(await taker.fetches.partial()).toEqual([]);
  });

  test('by its caller keeps what has arrived', async () => {
    const left = new AbortController();
    const reason = new Error('the caller left');
    const fetching = fetchClone(taker, 'web-1', relay.target, {
      bytesPerSecond: 16 * MIB,
      signal: left.signal,
      seen: (message) => {
        if ((partsOf(message).disk?.bytesDone ?? 0) > MIB) left.abort(reason);
      },
    });
    await expect(fetching).rejects.toBe(reason);
    await expectHalf();
    expect(partsOf(await fetchClone(taker, 'web-1', relay.target)).disk.bytesResumed).toBeGreaterThan(MIB);
    await expectArrived();
  });

  test('begins again when the clone on the other side is another by now', async () => {
    relay.cutAfter(20 * MIB);
    await expect(fetchClone(taker, 'web-1', relay.target)).rejects.toThrow('web-1');
    relay.mend();
    const image = join(source.pool.path, 'instances', 'web.hds');
    await makeImage(image, 128 * MIB, [{ offset: 0, length: DISK_BYTES }]);
    for (const folder of [source.paths('web-1').snapshotDir, source.paths('web-1').imagesDir])
      await rm(folder, { recursive: true });
    await source.makeClone('web-1', 'web', image, MEMORY_BYTES);
    expect(partsOf(await fetchClone(taker, 'web-1', relay.target)).disk.bytesResumed).toBe(0);
    await expectArrived();
  });
});

describeOnSystem('a piece that arrives damaged', () => {
  test.each([
    ['once is asked for again', 1],
    ['every time is given up', Infinity],
  ])('%s', async (_name, times) => {
    const [source, taker] = await Promise.all([SyncHost.open('source'), SyncHost.open('taker')]);
    try {
      let left = times;
      const target = await source.serve(({ readShipment }) => ({
        readShipment: async function* (request, context) {
          for await (const message of readShipment(request, context)) {
            yield {
              pieces: (message.pieces ?? []).map((piece) => {
                // The third piece of the disk.
                if (piece.file !== 0 || piece.offset !== 512 * 1024 || left <= 0) return piece;
                left -= 1;
                const data = Buffer.from(piece.data as Uint8Array);
                data[4711]! ^= 1;
                return { ...piece, data };
              }),
            };
          }
        },
      }));
      const image = join(source.pool.path, 'instances', 'web.hds');
      await makeImage(image, 8 * MIB, [{ offset: 0, length: 8 * MIB }]);
      await source.makeClone('web-1', 'web', image, 4096);
      const fetching = fetchClone(taker, 'web-1', target);
      if (times === 1) {
        expect(partsOf(await fetching).disk).toMatchObject({ damaged: 1, bytesDone: 8 * MIB });
        const [there, here] = [source.paths('web-1').snapshot, taker.paths('web-1').snapshot];
        expect(await digestOf(here)).toBe(await digestOf(there));
        return;
      }
      await expect(fetching).rejects.toMatchObject({ reason: 'FETCH_DAMAGED' });
      const journal = await readJournal(fetchPaths(taker.runDir, taker.pool.path, 'web-1').diskJournal);
      expect(journal!.verified.size).toBeGreaterThan(0);
      expect(journal!.verified).not.toContain(`0 ${512 * 1024} ${256 * 1024}`);
    } finally {
      await Promise.all([source.close(), taker.close()]);
    }
  });
});
