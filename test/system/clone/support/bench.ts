import { rmSync } from 'node:fs';
import { PrivateInstallation, type RunningInstance } from '../../../../bench/frame/mod.js';
import { run } from '../../../../runtime/command/mod.js';
import { installationTag } from '../../../../runtime/config/mod.js';
import { runCli, type CliResult } from '../../../integration/cli/run-cli.js';
import { leftovers } from '../../agent/support/leftovers.js';
import { ownedFolder, placeIn } from '../../support/owned-folder.js';

export { ROOTFS_CACHE, type RunningInstance } from '../../../../bench/frame/mod.js';

/** An installation on state and run folders of a test's own. */
export class CloneBench {
  readonly folder: string;
  readonly tag: string;
  readonly #installation: PrivateInstallation;

  private constructor(folder: string, installation: PrivateInstallation) {
    this.folder = folder;
    this.#installation = installation;
    this.tag = installationTag(installation.stateDir);
  }

  /** Resolves once all roles serve. `env` is added to what they see; `prepare` is called before anything is there. */
  static async start(
    env: NodeJS.ProcessEnv = {},
    prepare: (place: { readonly stateDir: string; readonly runDir: string }) => Promise<void> = async () =>
      undefined,
  ): Promise<CloneBench> {
    const folder = ownedFolder('installation');
    const place = placeIn(folder);
    await prepare(place);
    return new CloneBench(folder, await PrivateInstallation.start(place, env));
  }

  get stateDir(): string {
    return this.#installation.stateDir;
  }

  get runDir(): string {
    return this.#installation.runDir;
  }

  get product() {
    return this.#installation.product;
  }

  /** Runs a command line to its end, whatever that is. */
  cli(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CliResult> {
    return runCli(args, '', { ...this.product.environment(), ...env });
  }

  /** Runs a command line that must succeed, and reads its JSON. */
  json<T>(...args: string[]): Promise<T> {
    return this.#installation.json<T>(...args);
  }

  /** Runs an instance of a rootfs (scripts/rootfs makes it once a machine). */
  runInstance(...how: Parameters<PrivateInstallation['runInstance']>): Promise<RunningInstance> {
    return this.#installation.runInstance(...how);
  }

  /** What of instances, clones and replicas is still on the host. */
  leftovers(): Promise<string[]> {
    return leftovers(this);
  }

  /** Takes everything away, in whatever state it is. */
  async remove(): Promise<void> {
    await this.#installation.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Runs a program in the container's network only, so that what it says over loopback is on no tapped wire. */
export async function inNetworkOf(pid: number, ...command: readonly string[]): Promise<string> {
  const result = await run('nsenter', [`--net=/proc/${pid}/ns/net`, ...command], { timeoutMs: 20_000 });
  return result.stdout.trim();
}

/** Runs a program of the container in all its namespaces. */
export async function inContainer(pid: number, ...command: readonly string[]): Promise<string> {
  const result = await run('nsenter', ['--target', String(pid), '--all', ...command], { timeoutMs: 20_000 });
  return result.stdout.trim();
}
