import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attachFile, detachFile } from '../../../agent/disk/loop.js';
import { inspectRootfs, mountedAt, withFiles } from '../../../agent/disk/mod.js';
import { copyImage, findImage } from '../../../agent/disk/ploop/mod.js';
import type { InstanceSpec } from '../../../proto/gen/parikshan/v1/InstanceSpec.js';
import { hasReason } from '../../../runtime/errors/mod.js';
import { describeOnSystem } from '../requirements.js';
import { TestInstallation } from './support/agent-process.js';
import {
  makeImageFolder,
  makeRawDisk,
  mergedByPloop,
  MIB,
  program,
  rewriteMarker,
  snapshot,
  writeChanges,
} from './support/disk-tools.js';
import { leftovers } from './support/leftovers.js';

const CALL = { timeoutMs: 60_000 };
const DISK_BYTES = 96 * MIB;
const never = new AbortController().signal;

describeOnSystem('disk images of others', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pk-disks-'));
  const [raw, image] = [join(folder, 'raw'), join(folder, 'image')];
  let installation: TestInstallation;

  beforeAll(async () => {
    for (const name of ['ploop', 'qemu-img', 'qemu-io']) {
      const found = program('sh', '-c', `command -v ${name} || true`);
      expect(found, `${name} is installed (scripts/setup --for-tests)`).not.toBe('');
    }
    makeRawDisk(raw, DISK_BYTES, 'from the base');
    makeImageFolder(image, raw);
    for (const marker of ['from a snapshot', 'from the top']) {
      const changed = join(folder, 'changed');
      copyFileSync(raw, changed);
      rewriteMarker(changed, marker);
      writeChanges(snapshot(image), readFileSync(raw), readFileSync(changed));
    }
    installation = new TestInstallation();
    await installation.start();
  });

  afterAll(async () => {
    await installation?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  function spec(rootfs: string, overrides: Partial<InstanceSpec> = {}): InstanceSpec {
    const command = ['sh', '-c', 'cat /marker; stat -c %u:%g:%a:%h /srv/tool; exec sleep 1000'];
    return { name: 'shop', rootfs, port: 80, command, ...overrides };
  }

  async function copied(path: string): Promise<Buffer> {
    const target = join(folder, 'copied');
    await copyImage((await findImage(path))!, target, never);
    const bytes = readFileSync(target);
    rmSync(target);
    return bytes;
  }

  /** An image of `clusters` MiB which says that there is data in all of them; its file is sparse. */
  async function makeFull(path: string, clusters: number): Promise<void> {
    program('qemu-img', 'create', '-q', '-f', 'parallels', path, `${clusters}M`);
    const first = statSync(path).size / MIB;
    const file = await open(path, 'r+');
    await file.write(
      Uint32Array.from({ length: clusters }, (_, cluster) => first + cluster),
      0,
      4 * clusters,
      64,
    );
    await file.truncate((first + clusters) * MIB);
    await file.close();
  }

  async function refused(
    reason: string,
    rootfs: string,
    overrides: Partial<InstanceSpec> = {},
  ): Promise<void> {
    const error: unknown = await installation.client
      .createInstance({ spec: spec(rootfs, { name: 'refused', ...overrides }) }, CALL)
      .then(
        () => new Error('it was made'),
        (thrown: unknown) => thrown,
      );
    expect(hasReason(error, reason), `${reason}, not ${String(error)}`).toBe(true);
    expect(await leftovers(installation)).toEqual([]);
  }

  test('read as QEMU and ploop read them, byte for byte', async () => {
    const single = join(folder, 'single');
    program('qemu-img', 'convert', '-f', 'raw', '-O', 'parallels', raw, single);
    expect((await copied(single)).equals(readFileSync(raw))).toBe(true);
    // Three files, in the form with sectors in its table.
    expect((await findImage(image))?.layers).toHaveLength(3);
    expect((await copied(image)).equals(mergedByPloop(image))).toBe(true);
  });

  test('become instances, whose own image folder ploop reads', async () => {
    const { client, stateDir } = installation;
    const { instance } = await client.createInstance({ spec: spec(image) }, CALL);
    expect(instance).toMatchObject({ state: 'CONTAINER_STATE_RUNNING' });
    const said = readFileSync(join(stateDir, 'instances/shop/logs/container.log'), 'utf8');
    expect(said).toContain('from the top');
    expect(said).toContain('33:44:4755:2');
    const disk = join(stateDir, 'pool/instances/shop');
    expect((await readdir(disk)).sort()).toEqual(['DiskDescriptor.xml', 'root.hds']);
    expect(statSync(join(disk, 'root.hds')).size).toBe(DISK_BYTES);
    await client.stopHostInstance({ name: 'shop', graceMs: 1 }, CALL);

    // ploop writes a lock beside the descriptor, and with `snapshot` a delta that only a kernel with ploop can mount: on a copy.
    const copy = join(stateDir, 'pool/copy');
    execFileSync('cp', ['--recursive', '--reflink=always', disk, copy]);
    const descriptor = join(copy, 'DiskDescriptor.xml');
    const list = ['snapshot-list', '-o', 'parent_uuid,current,fname', descriptor];
    expect(program('ploop', ...list)).toMatch(
      new RegExp(`^\\{00000000-0000-0000-0000-000000000000\\} +\\* +${join(copy, 'root.hds')}$`, 'm'),
    );
    expect(program('ploop', 'info', '-s', descriptor)).toMatch(/^size:\s+196608\nblocksize:\s+2048$/m);
    const top = snapshot(copy);
    expect(program('ploop', ...list)).toContain(top);
    // And back: what ploop has made of it is read here, and is the same disk.
    expect((await copied(copy)).equals(readFileSync(join(copy, 'root.hds')))).toBe(true);
    rmSync(copy, { recursive: true });
    await client.removeHostInstance({ name: 'shop' }, CALL);
    expect(await leftovers(installation)).toEqual([]);
  });

  test('are refused when in use, damaged, too large or without a file system, and nothing stays', async () => {
    await attachFile(raw);
    await refused('DISK_IMAGE_IN_USE', raw).finally(() => detachFile(raw));
    const vast = join(folder, 'vast');
    await makeFull(vast, 2 ** 20);
    await refused('NOT_ENOUGH_DISK', vast);
    const broken = join(folder, 'broken');
    copyFileSync(raw, broken);
    const file = await open(broken, 'r+');
    await file.write(Buffer.alloc(8 * MIB), 0, 8 * MIB, MIB);
    await file.close();
    await refused('ROOTFS_UNUSABLE', broken);
    const dirty = join(folder, 'dirty');
    program('qemu-img', 'create', '-q', '-f', 'parallels', dirty, '64M');
    const head = await open(dirty, 'r+');
    await head.write('Ynot', 44);
    await head.close();
    await refused('DISK_IMAGE_IN_USE', dirty);
    // What the error advises helps.
    program('qemu-img', 'check', '-q', '-r', 'all', '-f', 'parallels', dirty);
    expect(await findImage(dirty)).toBeDefined();
    writeFileSync(join(folder, 'half'), readFileSync(join(image, 'root.hds')).subarray(0, 3 * MIB));
    await refused('DISK_IMAGE_DAMAGED', join(folder, 'half'));
  });

  test('may be one file system without partitions, of XFS too', async () => {
    const whole = join(folder, 'xfs');
    writeFileSync(whole, '');
    truncateSync(whole, 320 * MIB);
    program('mkfs.xfs', '-q', whole);
    const place = { folder: join(folder, 'place'), mountPoint: join(folder, 'mounted') };
    const type = await withFiles(await inspectRootfs(whole), place, never, async ({ path }) => {
      return (await mountedAt(path))?.type;
    });
    expect(type).toBe('xfs');
    expect(await mountedAt(place.mountPoint)).toBeUndefined();
    expect(await readdir(folder)).not.toContain('place');
  });

  test('leave nothing behind when the agent dies in the middle', async () => {
    const { stateDir } = installation;
    const before = readFileSync(raw);
    const place = {
      folder: join(stateDir, 'pool/instances/dead/import'),
      mountPoint: join(stateDir, 'instances/dead/import'),
    };
    // Without a record, as if the agent had died before it was on the disk.
    await withFiles(await inspectRootfs(raw), place, never, async (files) => {
      expect(await mountedAt(files.path)).toMatchObject({ type: 'ext4' });
      expect(await readdir(files.path)).toContain('marker');
      await installation.end('SIGKILL');
      await installation.start();
      expect(await leftovers(installation)).toEqual([]);
    });
    expect(readFileSync(raw).equals(before)).toBe(true);
  });
});
