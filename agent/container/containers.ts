// The life of a container, without its disk and network.
import { mkdir, rm } from 'node:fs/promises';
import { startConmon, type ConmonHost, type ContainerOrigin } from './conmon.js';
import { readExitStatus, waitForExit } from './exit.js';
import { removeCgroupParent } from './cgroup.js';
import type { ContainerPaths } from './paths.js';
import { Runc, type RuncState } from './runc.js';
import { ContainerStartError } from '../errors.js';
import { CommandFailedError } from '../../runtime/errors/mod.js';

/** What a container is now. */
export type ContainerStatus =
  /** Made, but its command does not run yet. */
  | { readonly kind: 'created'; readonly pid: number }
  | { readonly kind: 'running'; readonly pid: number }
  /** It has ended; `status` undefined when nobody recorded how, e.g. after a power cut. */
  | { readonly kind: 'ended'; readonly status: number | undefined };

/** Time for runc to make the namespaces, the mounts and the network, milliseconds. */
const CREATE_TIMEOUT_MS = 60_000;

/** Time for the kernel to take down a killed container, which may have gigabytes to free, milliseconds. */
const KILL_TIMEOUT_MS = 30_000;

/** Creates, starts, watches and ends containers that share one runc state folder. */
export class Containers {
  readonly runc: Runc;
  readonly #host: ConmonHost;

  constructor(host: ConmonHost) {
    this.runc = new Runc(host.runc, host.runcRoot);
    this.#host = host;
  }

  /**
   * Makes the container from its bundle and returns the host pid of its first process. A created one waits for `start`,
   * a restored one runs. Throws ContainerStartError; nothing of the container is left then.
   */
  async create(paths: ContainerPaths, origin: ContainerOrigin = { kind: 'create' }): Promise<number> {
    await mkdir(this.#host.socketDir, { recursive: true, mode: 0o700 });
    await mkdir(this.#host.runcRoot, { recursive: true, mode: 0o700 });
    await rm(paths.exitPath, { force: true });
    try {
      return await startConmon(paths, this.#host, origin, { timeoutMs: CREATE_TIMEOUT_MS });
    } catch (error) {
      await this.runc.delete(paths.id).catch(() => undefined);
      throw error;
    }
  }

  /** Lets the command of a created container run. */
  async start(paths: ContainerPaths): Promise<void> {
    try {
      await this.runc.start(paths.id);
    } catch (error) {
      if (!(error instanceof CommandFailedError)) throw error;
      throw new ContainerStartError(paths.id, error.message, { cause: error });
    }
  }

  async status(paths: ContainerPaths): Promise<ContainerStatus> {
    return this.#status(paths, await this.runc.state(paths.id));
  }

  /** As `status` for many, with one call of runc. */
  async statuses(all: readonly ContainerPaths[]): Promise<ContainerStatus[]> {
    const states = new Map((await this.runc.list()).map((state) => [state.id, state]));
    return Promise.all(all.map((paths) => this.#status(paths, states.get(paths.id))));
  }

  /** Waits for the end; undefined when `signal` is aborted before. */
  async waitForExit(paths: ContainerPaths, pid: number, signal: AbortSignal) {
    return waitForExit(paths, pid, signal);
  }

  /** TERM, then KILL when it still runs after `graceMs`. Returns once it has ended; at once when it does not run. */
  async stop(paths: ContainerPaths, graceMs: number): Promise<ContainerStatus> {
    const before = await this.status(paths);
    if (before.kind === 'ended') return before;
    if (graceMs > 0 && before.kind === 'running') {
      await this.runc.kill(paths.id, 'TERM');
      const exit = await this.waitForExit(paths, before.pid, AbortSignal.timeout(graceMs));
      if (exit !== undefined) return { kind: 'ended', status: exit.status };
    }
    await this.runc.kill(paths.id, 'KILL');
    await this.waitForExit(paths, before.pid, AbortSignal.timeout(KILL_TIMEOUT_MS));
    return this.status(paths);
  }

  /** Kills what is left, removes cgroups, runc's and conmon's state. Idempotent. */
  async delete(paths: ContainerPaths, cgroupsPath: string): Promise<void> {
    const status = await this.status(paths);
    if (status.kind !== 'ended') await this.stop(paths, 0);
    await this.runc.delete(paths.id);
    await rm(`${this.#host.socketDir}/${paths.id}`, { recursive: true, force: true });
    await removeCgroupParent(cgroupsPath);
  }

  async #status(paths: ContainerPaths, state: RuncState | undefined): Promise<ContainerStatus> {
    switch (state?.status) {
      case 'creating':
      case 'created':
        return { kind: 'created', pid: state.pid };
      case 'running':
      case 'paused':
        return { kind: 'running', pid: state.pid };
      default:
        return { kind: 'ended', status: await readExitStatus(paths) };
    }
  }
}
