import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, open, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  closePool,
  openPool,
  poolFreeBytes,
  snapshotImage,
  unmount,
  type Pool,
} from '../../../../agent/disk/mod.js';
import { clonePaths, ensureImageArea, imageAreaDir, imageAreaRoom } from '../../../../agent/freeze/mod.js';
import { Ways } from '../../../../agent/route/mod.js';
import { syncHandlers } from '../../../../agent/service/sync-handlers.js';
import {
  Fetches,
  Generations,
  Holdings,
  ReadThreads,
  Source,
  type RunningDisk,
} from '../../../../agent/sync/mod.js';
import { run } from '../../../../runtime/command/mod.js';
import {
  service,
  startServer,
  type RunningServer,
  type ServiceHandlers,
} from '../../../../runtime/grpc/mod.js';
import { KeyedLock } from '../../../../runtime/keyed-lock/mod.js';
import { createLogger } from '../../../../runtime/log/mod.js';

const TIMEOUT_MS = 60_000;

export interface SyncHostOptions {
  /** The pool is a tmpfs: neither reflinks nor extent maps. */
  readonly plain?: boolean;
}

/** The half of an agent by which clones and disks travel, with a pool and an image area of its own. */
export class SyncHost {
  readonly home: string;
  readonly name: string;
  readonly pool: Pool;
  readonly generations: Generations;
  readonly holdings: Holdings;
  readonly readers = new ReadThreads();
  readonly lock = new KeyedLock();
  readonly fetches: Fetches;
  readonly source: Source;
  readonly disks = new Map<string, RunningDisk>();
  readonly log = createLogger({ role: 'agent', level: 'silent' });
  #server: RunningServer | undefined;

  private constructor(home: string, name: string, pool: Pool) {
    this.home = home;
    this.name = name;
    this.pool = pool;
    this.generations = new Generations(pool.path);
    this.holdings = new Holdings(this.runDir, pool.path, this.generations);
    const { runDir, generations, holdings, readers, lock, log } = this;
    this.fetches = new Fetches({
      ...{ runDir, generations, holdings, readers, lock, log },
      ways: new Ways({ runDir, login: undefined, log }),
      poolDir: pool.path,
      hostName: name,
      poolRoom: () => poolFreeBytes(home, pool),
      imageRoom: () => imageAreaRoom(imageAreaDir(runDir)),
    });
    this.source = new Source({
      ...{ generations, holdings, readers },
      runningDisk: async (instance) => this.disks.get(instance)!,
    });
  }

  /** @param home of an earlier one that was left: its pool and image area are used again */
  static async open(name: string, options: SyncHostOptions = {}, home?: string): Promise<SyncHost> {
    const folder = home ?? (await mkdtemp(join(tmpdir(), `sync-${name}-`)));
    const pool = options.plain ? await plainPool(folder) : await openPool(folder);
    const host = new SyncHost(folder, name, pool);
    await mkdir(join(host.runDir, 'clones'), { recursive: true });
    await ensureImageArea(imageAreaDir(host.runDir));
    return host;
  }

  get runDir(): string {
    return join(this.home, 'run');
  }

  get socket(): string {
    return join(this.home, 'agent.sock');
  }

  /** Serves what other agents ask. @param change replaces handlers, to script faults */
  async serve(change: (handlers: SyncHandlers) => Partial<SyncHandlers> = () => ({})): Promise<string> {
    const handlers = syncHandlers({ fetches: this.fetches, source: this.source });
    const all = { ...handlers, ...change(handlers) } as ServiceHandlers<'AgentService'>;
    const target = `unix:${this.socket}`;
    this.#server = await startServer({
      listen: target,
      services: [service('AgentService', all)],
      log: this.log,
    });
    return target;
  }

  async stopServing(): Promise<void> {
    await this.#server?.shutdown(0);
    this.#server = undefined;
  }

  /** Removes everything of it. */
  async close(): Promise<void> {
    await this.stopServing();
    await this.readers.close();
    await unmount(imageAreaDir(this.runDir));
    if (this.pool.kind === 'loop' && this.pool.path.startsWith(this.home)) await closePool(this.home);
    await unmount(this.pool.path);
    await rm(this.home, { recursive: true, force: true });
  }

  /** A clone as a freeze leaves it: a disk that is a reflink copy of `image`, and memory images of so many bytes. */
  async makeClone(clone: string, instance: string, image: string, memoryBytes: number): Promise<void> {
    const paths = clonePaths(this.runDir, this.pool.path, clone);
    for (const folder of [paths.workDir, paths.snapshotDir, paths.imagesDir])
      await mkdir(folder, { recursive: true });
    await chmod(paths.imagesDir, 0o755);
    if (this.pool.kind === 'loop') await snapshotImage(image, paths.snapshot);
    else await run('cp', ['--sparse=always', image, paths.snapshot], { timeoutMs: TIMEOUT_MS });
    await mkdir(join(paths.imagesDir, 'pre-1'), { mode: 0o700 });
    await symlink('pre-1', join(paths.imagesDir, 'parent'));
    await writeFile(join(paths.imagesDir, 'pages-1.img'), randomBytes(memoryBytes), { mode: 0o644 });
    await writeFile(join(paths.imagesDir, 'pre-1', 'pages-1.img'), Buffer.alloc(memoryBytes), {
      mode: 0o644,
    });
    await writeFile(join(paths.imagesDir, 'descriptors.json'), '["a","b","c"]', { mode: 0o600 });
    await writeFile(join(paths.imagesDir, 'empty.img'), '', { mode: 0o644 });
    const record = {
      ...{ clone, instance, createdAt: new Date().toISOString(), address: '10.0.0.2', gateway: '10.0.0.1' },
      ...{ ociSpec: { ociVersion: '1.0.2' }, imageBytes: memoryBytes },
    };
    await writeFile(paths.recordPath, JSON.stringify(record));
  }

  paths(clone: string) {
    return clonePaths(this.runDir, this.pool.path, clone);
  }

  /** All that lies in the pool and the image area, by path below them. */
  async contents(): Promise<string[]> {
    const list = async (folder: string): Promise<string[]> =>
      (await readdir(folder, { recursive: true }).catch(() => [])).map((path) => path);
    return [...(await list(this.pool.path)), ...(await list(imageAreaDir(this.runDir)))].sort();
  }
}

export type SyncHandlers = ReturnType<typeof syncHandlers>;

async function plainPool(home: string): Promise<Pool> {
  const path = join(home, 'pool');
  await mkdir(path, { recursive: true });
  await run('mount', ['-t', 'tmpfs', '-o', 'mode=0700', 'parikshan-test', path], { timeoutMs: TIMEOUT_MS });
  for (const name of ['instances', 'clones', 'replicas']) await mkdir(join(path, name));
  return { path, kind: 'native', directIo: true };
}

/** Makes an image with so many places of random bytes, and holes between. */
export async function makeImage(path: string, bytes: number, places: readonly Place[]): Promise<void> {
  const file = await open(path, 'w+', 0o600);
  try {
    await file.truncate(bytes);
    for (const { offset, length } of places) await file.write(randomBytes(length), 0, length, offset);
  } finally {
    await file.close();
  }
}

export interface Place {
  readonly offset: number;
  readonly length: number;
}

/** Writes random bytes into an image. */
export async function change(path: string, places: readonly Place[]): Promise<void> {
  const file = await open(path, 'r+');
  try {
    for (const { offset, length } of places) await file.write(randomBytes(length), 0, length, offset);
    await file.sync();
  } finally {
    await file.close();
  }
}

export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Bytes that a file takes. */
export async function takenBytes(path: string): Promise<number> {
  return (await stat(path)).blocks * 512;
}
