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
import { describeOnSystem } from '../requirements.js';
import { passableFolder, placeIn, REDIS_ROOTFS } from './support/lab.js';

/** Starts a lab, and a container in it, says so and waits. */
const LAB = `
import { HostLab } from '${join(packageRoot(), 'dist/demo/hosts/mod.js')}';
const [stateDir, runDir, rootfs] = process.argv.slice(1);
const hosts = await HostLab.start({ hosts: 2, place: { stateDir, runDir } });
const how = ['--host', 'h2', '--rootfs', rootfs, '--port', '6379', '--disk', '512M'];
await hosts.json('instance', 'run', 'redis', ...how, '--', 'redis-server', '--save', '');
console.log('runs');
setInterval(() => {}, 60_000);
`;

describeOnSystem('a lab whose owner was killed', () => {
  const folder = passableFolder();
  const place = placeIn(folder);

  /** Everything of the lab on this machine, by name. */
  async function leftovers(): Promise<string[]> {
    const prefix = labPrefix(place);
    const named = ['/run/netns', '/sys/class/net'].flatMap((path) =>
      existsSync(path) ? readdirSync(path).filter((name) => name.startsWith(prefix)) : [],
    );
    const loops = (await listLoopDevices()).filter(({ file }) => file.startsWith(`${folder}/`));
    const folders = [place.stateDir, place.runDir].filter((path) => existsSync(path));
    return [...named, ...loops.map(({ device }) => device), ...folders];
  }

  afterAll(async () => {
    await HostLab.clear(place);
    rmSync(folder, { recursive: true, force: true });
  });

  test('is removed by name, with the containers that still run', async () => {
    const rootfs = await makeRootfs(REDIS_ROOTFS);
    const args = ['--input-type=module', '-e', LAB, '--', place.stateDir, place.runDir, rootfs];
    const owner = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await once(owner.stdout, 'data')) as [Buffer];
    expect(said.toString()).toBe('runs\n');
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    expect((await leftovers()).length).toBeGreaterThan(5);
    await HostLab.clear(place);
    expect(await leftovers()).toEqual([]);
  });

  test('is nobody, when there was none', async () => {
    await HostLab.clear(place);
    expect(await leftovers()).toEqual([]);
  });
});
