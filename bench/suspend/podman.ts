/** Containers under podman: of the same files, in a user namespace too, with a wire to the host that is made here. */
import { existsSync } from 'node:fs';
import { chown, mkdir, readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fillDisk, folderSource } from '../../agent/disk/mod.js';
import { createVeth, networkHookScript, removeInterface } from '../../agent/network/mod.js';
import { run } from '../../runtime/command/mod.js';
import { makeRootfs, withInstalledCriu } from '../frame/mod.js';
import type { Address, ContainerKind } from './containers.js';

const START_MS = 120_000;
const CHECKPOINT_MS = 120_000;
const REMOVE_MS = 60_000;
/** Far from what instances and the host's users have. */
const IDS = { base: 1_000_000_000, size: 65_536 };
/** In 198.18.0.0/15, which is set apart for benchmarks (RFC 2544). */
const NETWORK = '198.18.93';
const INTERFACE = 'pkbench-s';
const CGROUP = 'parikshan-bench-suspend';
const CGROUPS = '/sys/fs/cgroup';
/** Raising a limit needs a capability that not every machine grants; podman would raise these two. */
const LIMITS = ['--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=4096:4096'];

/** CRIU's figures of a dump as podman prints them, microseconds. */
export interface PodmanStatistics {
  readonly freezing_time: number;
  readonly frozen_time: number;
  readonly memdump_time: number;
  readonly memwrite_time: number;
  readonly pages_written: number;
}

export class Podman {
  readonly #folder: string;
  readonly #runFolder: string;
  #containers = 0;

  /**
   * @param folder files of podman and of its containers; the root of the containers can walk there
   * @param runFolder what need not outlive a boot; podman wants its path to be short
   */
  constructor(folder: string, runFolder: string) {
    this.#folder = folder;
    this.#runFolder = runFolder;
  }

  /** Runs a container; resolves when its wire is there. */
  async run(kind: ContainerKind): Promise<Address> {
    const rootfs = join(this.#folder, `rootfs-${kind.name}`);
    await mkdir(rootfs, { recursive: true, mode: 0o755 });
    await chown(rootfs, IDS.base, IDS.base);
    await fillDisk(await folderSource(await makeRootfs(kind.rootfs)), rootfs, IDS);
    const ids = `0:${IDS.base}:${IDS.size}`;
    const spaces = ['--network', 'none', '--uidmap', ids, '--gidmap', ids, '--cgroup-parent', `/${CGROUP}`];
    const ports = ['--sysctl', 'net.ipv4.ip_unprivileged_port_start=0'];
    const how = ['--detach', '--name', kind.name, ...spaces, ...ports, ...LIMITS];
    await this.#podman(['run', ...how, '--rootfs', rootfs, ...kind.command], START_MS);
    const { stdout } = await this.#podman(['inspect', '--format', '{{.State.Pid}}', kind.name], START_MS);
    const address = await this.#wire(Number(stdout));
    return { address, port: kind.port };
  }

  /** Writes its memory to an archive, and lets it run on. Resolves with CRIU's figures. */
  async checkpoint(name: string): Promise<PodmanStatistics> {
    const archive = join(this.#folder, 'checkpoint.tar');
    const how = ['--leave-running', '--tcp-established', '--file-locks', '--print-stats'];
    try {
      const args = ['container', 'checkpoint', ...how, '-c', 'none', '-e', archive, name];
      const { stdout } = await this.#podman(args, CHECKPOINT_MS);
      const said = JSON.parse(stdout) as {
        container_statistics: readonly { criu_statistics: PodmanStatistics }[];
      };
      const [statistics] = said.container_statistics;
      if (statistics === undefined) throw new Error('podman told no figures');
      return statistics.criu_statistics;
    } finally {
      await rm(archive, { force: true });
    }
  }

  /** Removes what such an object has made, of this or of an earlier process. */
  static async clear(folder: string, runFolder: string): Promise<void> {
    if (existsSync(folder)) {
      await new Podman(folder, runFolder).#podman(['rm', '--all', '--force', '--time', '0'], REMOVE_MS);
      await unmountBelow(folder);
    }
    for (const each of [folder, runFolder]) await rm(each, { recursive: true, force: true });
    for (const name of await readdir('/sys/class/net'))
      if (name.startsWith(INTERFACE)) await removeInterface(name);
    for (const controller of ['', ...(await readdir(CGROUPS).catch(() => []))]) {
      // podman leaves a group for its conmon in it.
      for (const group of [`${CGROUP}/conmon`, CGROUP])
        await rmdir(join(CGROUPS, controller, group)).catch(() => undefined);
    }
  }

  /** A veth to the container's network namespace, as instances have one. */
  async #wire(pid: number): Promise<string> {
    const number = (this.#containers += 1);
    const [gateway, address] = [`${NETWORK}.${2 * number}`, `${NETWORK}.${2 * number + 1}`];
    const wire = {
      ...{ host: `${INTERFACE}${number}`, peer: `${INTERFACE}${number}p` },
      ...{ gateway, address, v6: undefined },
    };
    await createVeth(wire);
    // What the runtime would say to it on its stdin.
    await run('sh', ['-c', networkHookScript(wire)], { timeoutMs: START_MS, input: `{"pid": ${pid}}\n` });
    return address;
  }

  #podman(args: readonly string[], timeoutMs: number) {
    const short = this.#runFolder;
    const places = ['--root', join(this.#folder, 'root'), '--runroot', short, '--tmpdir', join(short, 'tmp')];
    // No program but those that set-up installs: no systemd, no journal, no storage driver with needs of its own.
    const plain = ['--cgroup-manager', 'cgroupfs', '--events-backend', 'none', '--storage-driver', 'vfs'];
    return run('podman', [...places, ...plain, '--runtime', 'runc', ...args], {
      timeoutMs,
      env: withInstalledCriu(),
    });
  }
}

/** The deepest first. */
async function unmountBelow(folder: string): Promise<void> {
  const { stdout } = await run('findmnt', ['--noheadings', '--raw', '--output', 'TARGET'], {
    timeoutMs: REMOVE_MS,
  });
  const below = stdout.split('\n').filter((target) => target.startsWith(`${folder}/`));
  for (const target of below.toReversed()) await run('umount', ['--lazy', target], { timeoutMs: REMOVE_MS });
}
