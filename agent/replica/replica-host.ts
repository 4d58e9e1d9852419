/** The replicas of one host: made from a clone, restored into a cell, listed, removed. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../../runtime/log/mod.js';
import { createCell, netnsPath, removeCell, replicaHook, type CellRequest } from '../cell/mod.js';
import {
  cgroupState,
  containerPaths,
  endInWords,
  mappedRange,
  memoryInUse,
  rangeForReplica,
  type CgroupState,
  type HostIds,
  type IdRange,
  writeBundle,
  type Containers,
  type ContainerPaths,
  type OciSpec,
} from '../container/mod.js';
import { errorLines, keepLog, ownImagesFolder, RESTORE_CONFIG } from '../criu/mod.js';
import { attachImage, detachFile, imagePath, mountImage, snapshotImage, unmount } from '../disk/mod.js';
import { IdRangesExhaustedError } from '../errors.js';
import { cloneRecordSchema, clonePaths, failedLogPath, type CloneRecord } from '../freeze/mod.js';
import {
  HostCloneNotFoundError,
  HostReplicaExistsError,
  HostReplicaNotFoundError,
  RestoreFailedError,
} from './errors.js';
import { giveOtherIds } from './other-ids.js';
import { readReplicaRecord, replicaNames, writeReplicaRecord, type ReplicaRecord } from './replica-record.js';
import { replicaSpec } from './replica-spec.js';

/** Where replicas live and with what they are made. */
export interface ReplicaHostOptions {
  readonly stateDir: string;
  readonly runDir: string;
  readonly poolDir: string;
  readonly tag: string;
  readonly containers: Containers;
  readonly ids: HostIds;
  readonly log: Logger;
}

/** What a replica is made of. */
export interface ReplicaRequest {
  readonly clone: string;
  readonly replica: string;
  /** Limits; 0: as the instance. */
  readonly memoryBytes: number;
  readonly cpus: number;
}

/** A replica and how it is. */
export interface ReplicaStatus {
  readonly record: ReplicaRecord;
  readonly netns: string;
  readonly state: 'creating' | 'running' | 'exited';
  readonly pid: number;
  readonly exitStatus: number;
  /** How it ended, in words after `it`; empty while it has not. */
  readonly endedHow: string;
  readonly memoryBytes: number;
  readonly cgroup: CgroupState;
}

const RESTORE_LOG = 'restore.log';

/** Arguments for `runc restore` beside the bundle and the images. */
function restoreArguments(workDir: string): string[] {
  return ['--tcp-established', '--file-locks', '--empty-ns', 'network', '--work-path', workDir];
}

export class ReplicaHost {
  readonly #options: ReplicaHostOptions;

  constructor(options: ReplicaHostOptions) {
    this.#options = options;
  }

  /**
   * Makes disk, cell and bundle. Nothing is left on failure.
   * @returns path of the cell's namespace and the container's addresses in it
   * @throws HostCloneNotFoundError, HostReplicaExistsError, IdRangesExhaustedError, IdRangeTakenError
   */
  async prepare(request: ReplicaRequest): Promise<{ netns: string; addresses: string[] }> {
    const { replica } = request;
    if ((await replicaNames(this.#replicasDir())).includes(replica))
      throw new HostReplicaExistsError(replica);
    const clone = await this.readClone(request.clone);
    const { record, from } = await this.#record(request, clone);
    try {
      await this.#makeDisk(request);
      if (from !== undefined && record.idRange !== undefined) {
        const { imagesDir: images } = this.#clonePaths(request.clone);
        const places = { rootfs: this.#rootfs(replica), images, ownImages: record.imagesDir };
        await giveOtherIds({ replica, ...places, from, to: record.idRange });
      }
      const { address, gateway, v6 } = clone;
      const cell: CellRequest = { netns: record.netns, address, gateway, v6 };
      await this.#makeBundle(request, record, clone, cell);
      const addresses = v6 === undefined ? [address] : [address, v6.address];
      return { netns: await createCell(cell), addresses };
    } catch (error) {
      await this.remove(replica);
      throw error;
    }
  }

  /**
   * Brings the processes back. The twins of its connections must stand by then.
   * @throws HostReplicaNotFoundError, RestoreFailedError
   */
  async restore(replica: string): Promise<{ status: ReplicaStatus; restoreMs: number }> {
    const home = this.#home(replica);
    const record = await readReplicaRecord(home);
    if (record === undefined) throw new HostReplicaNotFoundError(replica);
    const workDir = join(home, 'restore');
    await mkdir(workDir, { recursive: true, mode: 0o700 });
    const started = performance.now();
    try {
      await this.#options.containers.create(this.#paths(replica), {
        kind: 'restore',
        imageDir: record.imagesDir,
        arguments: restoreArguments(workDir),
      });
    } catch (cause) {
      const restoreLog = await readFile(join(workDir, RESTORE_LOG), 'utf8').catch(() => '');
      const logPath = failedLogPath(this.#options.runDir, `${replica}.restore`);
      await keepLog(logPath, restoreLog);
      const lines = errorLines(restoreLog);
      const said =
        lines.length > 0 ? lines.join('; ') : cause instanceof Error ? cause.message : String(cause);
      throw new RestoreFailedError(replica, said, logPath, { cause });
    } finally {
      await this.#removeOwnImages(record);
    }
    const restoreMs = performance.now() - started;
    await writeReplicaRecord(home, { ...record, restored: true });
    return { status: await this.status(replica), restoreMs };
  }

  /** One replica. @throws HostReplicaNotFoundError */
  async status(replica: string): Promise<ReplicaStatus> {
    const record = await readReplicaRecord(this.#home(replica));
    if (record === undefined) throw new HostReplicaNotFoundError(replica);
    return this.#statusOf(record);
  }

  /** All replicas, by name. */
  async list(): Promise<ReplicaStatus[]> {
    const names = (await replicaNames(this.#replicasDir())).sort();
    const records = await Promise.all(names.map((name) => readReplicaRecord(this.#home(name))));
    return Promise.all(records.flatMap((record) => (record === undefined ? [] : [this.#statusOf(record)])));
  }

  /** Ends a replica and removes everything of it. Fine when it is half made or gone. */
  async remove(replica: string): Promise<void> {
    const home = this.#home(replica);
    const { tag, containers } = this.#options;
    const record = await readReplicaRecord(home).catch(() => undefined);
    if (record !== undefined) await this.#removeOwnImages(record);
    await containers.delete(this.#paths(replica), `/parikshan-${tag}/replica_${replica}`);
    await removeCell(`pk-${tag}-${replica}`);
    await unmount(this.#rootfs(replica));
    const folder = this.#diskDir(replica);
    await detachFile(imagePath(folder));
    await rm(folder, { recursive: true, force: true });
    await rm(home, { recursive: true, force: true });
  }

  /** Removes what an earlier agent left half made: replicas without a record, or never restored. */
  async sweep(): Promise<string[]> {
    const removed: string[] = [];
    for (const name of await replicaNames(this.#replicasDir())) {
      const record = await readReplicaRecord(this.#home(name)).catch(() => undefined);
      if (record?.restored === true) continue;
      await this.remove(name);
      removed.push(name);
    }
    return removed;
  }

  /** Paths of a replica's container, for logs and exec. */
  containerPaths(replica: string): ContainerPaths {
    return this.#paths(replica);
  }

  /** What this host keeps of a clone. @throws HostCloneNotFoundError */
  async readClone(clone: string): Promise<CloneRecord> {
    const text = await readFile(this.#clonePaths(clone).recordPath, 'utf8').catch(() => undefined);
    if (text === undefined) throw new HostCloneNotFoundError(clone);
    return cloneRecordSchema.parse(JSON.parse(text));
  }

  /**
   * Writes the record, with the host ids that it gets.
   * @returns `from`: the ids its images give it, if it cannot have these
   */
  #record(
    { replica, clone }: ReplicaRequest,
    { instance, address, ociSpec }: CloneRecord,
  ): Promise<{ record: ReplicaRecord; from: IdRange | undefined }> {
    const { tag, ids } = this.#options;
    const home = this.#home(replica);
    const { imagesDir: images } = this.#clonePaths(clone);
    const own = mappedRange(ociSpec);
    return ids.choose(async (claims) => {
      const range = own === undefined ? undefined : rangeForReplica(instance, own, claims);
      if (own !== undefined && range === undefined) throw new IdRangesExhaustedError();
      const from = range?.base === own?.base ? undefined : own;
      const record: ReplicaRecord = {
        ...{ name: replica, clone, instance, address },
        createdAt: new Date().toISOString(),
        netns: `pk-${tag}-${replica}`,
        cgroupsPath: `/parikshan-${tag}/replica_${replica}`,
        imagesDir: from === undefined ? images : ownImagesFolder(images, replica),
        ...(range === undefined ? {} : { idRange: range }),
        restored: false,
      };
      await writeReplicaRecord(home, record);
      return { record, from };
    });
  }

  /** Needed for the restore alone. */
  async #removeOwnImages({ clone, name }: ReplicaRecord): Promise<void> {
    const folder = ownImagesFolder(this.#clonePaths(clone).imagesDir, name);
    await rm(folder, { recursive: true, force: true });
  }

  async #makeDisk(request: ReplicaRequest): Promise<void> {
    const folder = this.#diskDir(request.replica);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const image = imagePath(folder);
    await snapshotImage(this.#clonePaths(request.clone).snapshot, image);
    const { device } = await attachImage(image);
    await mountImage(device, this.#rootfs(request.replica));
  }

  async #makeBundle(
    request: ReplicaRequest,
    record: ReplicaRecord,
    clone: CloneRecord,
    cell: CellRequest,
  ): Promise<void> {
    const paths = this.#paths(request.replica);
    const criuConfigPath = join(this.#home(request.replica), 'criu.conf');
    await writeFile(criuConfigPath, RESTORE_CONFIG, { mode: 0o600 });
    const spec = replicaSpec(clone.ociSpec, {
      name: request.replica,
      rootfsPath: this.#rootfs(request.replica),
      cgroupsPath: record.cgroupsPath,
      idRange: record.idRange,
      hookPath: paths.hookPath,
      criuConfigPath,
      memoryBytes: request.memoryBytes || undefined,
      cpus: request.cpus || undefined,
    });
    await writeBundle(paths, spec as unknown as OciSpec, replicaHook(cell));
  }

  async #statusOf(record: ReplicaRecord): Promise<ReplicaStatus> {
    const status = await this.#options.containers.status(this.#paths(record.name));
    const cgroup = await cgroupState(record.cgroupsPath);
    const ended = status.kind === 'ended' && record.restored;
    return {
      record,
      netns: netnsPath(record.netns),
      state: status.kind === 'running' ? 'running' : record.restored ? 'exited' : 'creating',
      pid: status.kind === 'ended' ? 0 : status.pid,
      exitStatus: status.kind === 'ended' ? (status.status ?? -1) : 0,
      endedHow: ended ? endInWords(status.status, cgroup.oomKills) : '',
      cgroup,
      memoryBytes: await memoryInUse(record.cgroupsPath),
    };
  }

  #replicasDir(): string {
    return join(this.#options.stateDir, 'replicas');
  }
  #home(replica: string): string {
    return join(this.#replicasDir(), replica);
  }
  #rootfs(replica: string): string {
    return join(this.#home(replica), 'rootfs');
  }
  #diskDir(replica: string): string {
    return join(this.#options.poolDir, 'replicas', replica);
  }
  #paths(replica: string): ContainerPaths {
    // Instances and replicas share runc's state folder: the ids must differ even where the names do not.
    return containerPaths(this.#home(replica), `replica-${replica}`);
  }
  #clonePaths(clone: string) {
    return clonePaths(this.#options.runDir, this.#options.poolDir, clone);
  }
}
