/** A container like an instance of ours, but that its root is a plain directory. */
import { existsSync } from 'node:fs';
import { chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSpec } from '../../agent/container/mod.js';
import { fillDisk, folderSource } from '../../agent/disk/mod.js';
import { run } from '../../runtime/command/mod.js';
import { makeRootfs, type Rootfs } from '../frame/mod.js';

const CALL_MS = 60_000;
const ID = 'parikshan-bench-plain';
/** Far from what instances and the host's users have. */
const IDS = { base: 1_000_200_000, size: 65_536 };

export class PlainContainer {
  /** Host pid of its first process. */
  readonly pid: number;

  private constructor(pid: number) {
    this.pid = pid;
  }

  /**
   * Runs a command on a copy of a rootfs, under runc with the spec of our instances but for the network: it has none.
   * @param folder what the container's root may pass through
   */
  static async start(folder: string, rootfs: Rootfs, command: readonly string[]): Promise<PlainContainer> {
    const root = join(folder, 'rootfs');
    await mkdir(root, { recursive: true, mode: 0o755 });
    await chown(root, IDS.base, IDS.base);
    await fillDisk(await folderSource(await makeRootfs(rootfs)), root, IDS);
    const { hooks: _ours, ...spec } = buildSpec({
      ...{ name: ID, hostname: 'plain', rootfsPath: root, command, env: [], cwd: '' },
      ...{ user: { uid: 0, gid: 0 }, idRange: IDS, cgroupsPath: `/${ID}`, limits: {}, hookPath: '' },
    });
    await writeFile(join(folder, 'config.json'), JSON.stringify(spec));
    const start = ['--root', stateOf(folder), 'run', '--detach', '--bundle', folder, ID];
    // What a container holds for its output must be nobody's pipe: it outlives whoever reads.
    await run('sh', ['-c', 'exec "$@" </dev/null >"$0" 2>&1', join(folder, 'said'), 'runc', ...start], {
      timeoutMs: CALL_MS,
    });
    const { stdout } = await run('runc', ['--root', stateOf(folder), 'state', ID], { timeoutMs: CALL_MS });
    return new PlainContainer((JSON.parse(stdout) as { pid: number }).pid);
  }

  /** Ends one and removes its files; none is fine. */
  static async clear(folder: string): Promise<void> {
    if (existsSync(stateOf(folder)))
      await run('runc', ['--root', stateOf(folder), 'delete', '--force', ID], { timeoutMs: CALL_MS });
    await rm(folder, { recursive: true, force: true });
  }
}

function stateOf(folder: string): string {
  return join(folder, 'runc');
}
