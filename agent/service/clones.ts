// The clones this host holds: checks before one, the freeze that makes it, its removal, and what a crash left of one.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check } from '../../proto/gen/parikshan/v1/Check.js';
import type { Logger } from '../../runtime/log/mod.js';
import { CriuMissingError } from '../criu/mod.js';
import { poolFreeBytes, type Pool } from '../disk/mod.js';
import {
  clonePaths,
  ensureImageArea,
  freeze,
  freezeFiles,
  haltsFolder,
  imageAreaDir,
  journalSchema,
  letGo,
  removeClone,
  type Frozen,
} from '../freeze/mod.js';
import type { Installation, Instances } from '../instance/mod.js';
import { CONTAINER_INTERFACE, wire6 } from '../network/mod.js';
import { tracksMemory, type CriuState } from '../probes/mod.js';
import { cloneChecks, gatherCloneFacts } from '../safety/mod.js';

export interface ClonesOptions {
  readonly installation: Installation;
  readonly pool: Pool;
  readonly instances: Instances;
  readonly criu: CriuState;
  readonly log: Logger;
}

/** The container runs again after this long, whatever happens; milliseconds. */
export const DEFAULT_DEADLINE_MS = 10_000;

export class Clones {
  readonly #options: ClonesOptions;
  #freezing = 0;

  constructor(options: ClonesOptions) {
    this.#options = options;
  }

  /** Whether a freeze, or what comes right before and after it, is under way here. */
  get freezing(): boolean {
    return this.#freezing > 0;
  }

  /** Every safety check of an instance and this host. Throws InstanceNotFoundError, InstanceNotRunningError. */
  async check(instance: string, replicas: number): Promise<Check[]> {
    const { installation, pool, instances, criu } = this.#options;
    const { pid, ociSpec } = await instances.running(instance);
    const facts = await gatherCloneFacts({
      instance,
      pid,
      ociSpec,
      replicas,
      criuFault: criu.fault,
      criuVersion: criu.version,
      imageArea: imageAreaDir(installation.runDir),
      poolRoom: await poolFreeBytes(installation.stateDir, pool),
    });
    return cloneChecks(facts);
  }

  /** Freezes an instance. On failure it runs and nothing of the clone is left. Throws as `freeze` does, and CriuMissingError. */
  async freeze(instance: string, clone: string, deadlineMs: number, replicas: number): Promise<Frozen> {
    const { installation, instances, criu, log } = this.#options;
    const path = criu.path;
    if (path === undefined) throw new CriuMissingError(criu.fault ?? 'it was not found');
    this.#freezing += 1;
    const frozen = instances.exclusively(instance, 'it is being frozen', async () => {
      const { layout, record, pid, memoryBytes, ociSpec } = await instances.running(instance);
      await ensureImageArea(imageAreaDir(installation.runDir));
      const subject = {
        instance,
        pid,
        mountPoint: layout.rootfs,
        image: layout.image,
        wire: { inside: CONTAINER_INTERFACE, outside: layout.hostInterface },
        address: record.address,
        gateway: layout.gateway,
        v6: wire6(record.address6),
        ociSpec,
        memoryBytes,
      };
      const limit = deadlineMs === 0 ? DEFAULT_DEADLINE_MS : deadlineMs;
      const request = { subject, clone, paths: this.#paths(clone), criu: path, deadlineMs: limit, replicas };
      return freeze({ ...request, tracked: await tracksMemory(), haltsDir: haltsFolder() }, log);
    });
    return frozen.finally(() => (this.#freezing -= 1));
  }

  /** Deletes images and snapshot. None is no error. */
  async remove(clone: string): Promise<void> {
    await removeClone(this.#paths(clone));
  }

  /** Names of the clones that replicas can be made from. */
  async list(): Promise<string[]> {
    const names = await folders(join(this.#options.installation.runDir, 'clones'));
    const records = await Promise.all(names.map((name) => exists(this.#paths(name).recordPath)));
    return names.filter((_, index) => records[index]);
  }

  /**
   * After a crash: first lets go of every container that a freeze under way may still hold, then removes what is left of
   * clones that were never finished, or whose images a reboot has taken.
   */
  async sweep(): Promise<string[]> {
    const { installation, pool, log } = this.#options;
    const begun = await folders(join(installation.runDir, 'clones'));
    for (const name of begun) {
      const text = await readFile(freezeFiles(this.#paths(name).workDir).journal, 'utf8').catch(
        () => undefined,
      );
      if (text === undefined) continue;
      try {
        await letGo(journalSchema.parse(JSON.parse(text)), log);
      } catch (error) {
        log.error({ err: error, clone: name }, 'a freeze that was under way could not be ended');
      }
    }
    const kept = new Set(await this.list());
    const found = new Set([...begun, ...(await folders(join(pool.path, 'clones')))]);
    const removed = [...found].filter((name) => !kept.has(name));
    for (const name of removed) await this.remove(name);
    return removed;
  }

  #paths(clone: string) {
    return clonePaths(this.#options.installation.runDir, this.#options.pool.path, clone);
  }
}

async function folders(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function exists(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  );
}
