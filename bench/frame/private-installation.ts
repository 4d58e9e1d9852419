import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Product, type Installation } from '../../demo/mod.js';
import { run } from '../../runtime/command/mod.js';
import { packageRoot } from '../../runtime/config/mod.js';
import { takePort } from '../../runtime/nats/mod.js';

const MINUTE_MS = 60_000;
/** Root filesystems are kept here from one run to the next. */
export const ROOTFS_CACHE = '/var/cache/parikshan';

/** Packages of Debian in a folder of ROOTFS_CACHE. */
export interface Rootfs {
  readonly packages: readonly string[];
  readonly folder: string;
}

/** Where an instance runs. */
export interface RunningInstance {
  readonly name: string;
  readonly address: string;
  /** Null where the host has no IPv6. */
  readonly address6: string | null;
  readonly port: number;
  /** Host pid of its first process. */
  readonly pid: number;
}

/** How to run an instance. */
export interface InstanceOptions {
  /** Size of its disk, default 1G. */
  readonly disk?: string;
}

/** Makes a root filesystem unless it is there; returns its path. */
export async function makeRootfs(rootfs: Rootfs): Promise<string> {
  const out = join(ROOTFS_CACHE, rootfs.folder);
  await run(join(packageRoot(), 'scripts/rootfs'), [...rootfs.packages, '--out', out], {
    timeoutMs: 10 * MINUTE_MS,
  });
  return out;
}

/** The product as a user has it, on folders of its own: all roles by `parikshan up`, all else by its command line. */
export class PrivateInstallation {
  readonly stateDir: string;
  readonly runDir: string;
  readonly product: Product;

  private constructor(installation: Installation) {
    this.stateDir = installation.stateDir;
    this.runDir = installation.runDir;
    this.product = new Product(installation);
  }

  /** Resolves once all roles serve; they see `env` too. A start that fails leaves nothing. */
  static async start(
    place: { stateDir: string; runDir: string },
    env: NodeJS.ProcessEnv = {},
  ): Promise<PrivateInstallation> {
    const { stateDir, runDir } = place;
    const natsPort = await takePort(0);
    const installation = new PrivateInstallation({ stateDir, runDir, natsPort });
    const up = ['up', '--detach', '--nats-port', String(natsPort)];
    try {
      await installation.product.run(up, { timeoutMs: 2 * MINUTE_MS, env });
    } catch (error) {
      await installation.remove();
      throw error;
    }
    return installation;
  }

  /** Removes what an installation at this place has on the machine, in whatever state it is; none is fine. */
  static async clear(place: { stateDir: string; runDir: string }): Promise<void> {
    if (!existsSync(place.stateDir) && !existsSync(place.runDir)) return;
    await new Product({ ...place, natsPort: 0 }).run(['purge', '--yes'], { timeoutMs: 5 * MINUTE_MS });
    for (const folder of [place.stateDir, place.runDir]) await rm(folder, { recursive: true, force: true });
  }

  /** Runs a command line that must succeed, and reads its JSON. */
  json<T>(...args: string[]): Promise<T> {
    return this.product.json<T>(args, { timeoutMs: 2 * MINUTE_MS });
  }

  /** Runs an instance of a rootfs (scripts/rootfs makes it once a machine). */
  async runInstance(
    name: string,
    rootfs: Rootfs,
    port: number,
    command: readonly string[],
    options: InstanceOptions = {},
  ): Promise<RunningInstance> {
    const out = await makeRootfs(rootfs);
    const at = ['--rootfs', out, '--port', String(port), '--disk', options.disk ?? '1G', '--', ...command];
    const { instance } = await this.json<{ instance: Omit<RunningInstance, 'name' | 'port'> }>(
      'instance',
      'run',
      name,
      ...at,
    );
    const { address, address6, pid } = instance;
    return { name, port, address, address6, pid };
  }

  /** Takes everything away, in whatever state it is. */
  async remove(): Promise<void> {
    await PrivateInstallation.clear({ stateDir: this.stateDir, runDir: this.runDir });
  }
}
