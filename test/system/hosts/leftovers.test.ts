import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeRootfs } from '../../../bench/frame/mod.js';
import { HostLab } from '../../../demo/hosts/mod.js';
import { labPrefix } from '../../../demo/hosts/lab-plan.js';
import { listLoopDevices } from '../../../agent/disk/mod.js';
import { packageRoot } from '../../../runtime/config/mod.js';
import removeLeftBehind from '../../setup/left-behind.js';
import { describeOnSystem } from '../requirements.js';
import { ownedFolder, placeIn } from '../support/owned-folder.js';
import { REDIS_ROOTFS } from './support/lab.js';

/** Starts a lab in a folder of its own, and a container in it, says where and waits. */
const LAB = `
import { HostLab } from '${join(packageRoot(), 'dist/demo/hosts/mod.js')}';
import { ownedFolder, placeIn } from '${join(packageRoot(), 'dist/test/system/support/owned-folder.js')}';
const [rootfs] = process.argv.slice(1);
const folder = ownedFolder('lab');
const hosts = await HostLab.start({ hosts: 2, place: placeIn(folder) });
const how = ['--host', 'h2', '--rootfs', rootfs, '--port', '6379', '--disk', '512M'];
await hosts.json('instance', 'run', 'redis', ...how, '--', 'redis-server', '--save', '');
console.log(folder);
setInterval(() => {}, 60_000);
`;

describeOnSystem('a lab whose owner was killed', () => {
  let killed: string | undefined;

  /** Everything of the lab on this machine, by name. */
  async function leftovers(folder: string): Promise<string[]> {
    const prefix = labPrefix(placeIn(folder));
    const named = ['/run/netns', '/sys/class/net'].flatMap((path) =>
      existsSync(path) ? readdirSync(path).filter((name) => name.startsWith(prefix)) : [],
    );
    const loops = (await listLoopDevices()).filter(({ file }) => file.startsWith(`${folder}/`));
    const folders = existsSync(folder) ? readdirSync(folder) : [];
    return [...named, ...loops.map(({ device }) => device), ...folders];
  }

  afterAll(async () => {
    if (killed === undefined) return;
    await HostLab.clear(placeIn(killed));
    rmSync(killed, { recursive: true, force: true });
  });

  test('is removed before the next run of tests, with the containers that still run', async () => {
    const rootfs = await makeRootfs(REDIS_ROOTFS);
    const args = ['--input-type=module', '-e', LAB, '--', rootfs];
    const owner = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await once(owner.stdout, 'data')) as [Buffer];
    killed = said.toString().trim();
    // Whose owner lives is left alone.
    await removeLeftBehind();
    expect((await leftovers(killed)).length).toBeGreaterThan(5);
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    await removeLeftBehind();
    expect(await leftovers(killed)).toEqual([]);
    expect(existsSync(killed)).toBe(false);
  });

  test('is nobody, when there was none', async () => {
    const folder = ownedFolder('lab');
    await HostLab.clear(placeIn(folder));
    expect(await leftovers(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});
