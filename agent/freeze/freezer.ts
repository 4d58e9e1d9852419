/**
 * Freezes one container: memory images, disk snapshot and cut, with production running again at once.
 *
 * Everything slow is done before or after the freeze. Inside it CRIU works alone, watched by the guard.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, open, readFile, readlink, rm, stat, writeFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../runtime/command/mod.js';
import { packageRoot } from '../../runtime/config/mod.js';
import type { Logger } from '../../runtime/log/mod.js';
import type { Cut } from '../../proto/gen/parikshan/v1/Cut.js';
import type { Suspend } from '../../proto/gen/parikshan/v1/Suspend.js';
import { DUMP_LOG, dumpOptions, errorLines, keepLog, readCutConnections, readImage } from '../criu/mod.js';
import type { CloneRecord } from './clone-record.js';
import { CloneExistsError, DumpFailedError, FreezeDeadlineError, GuardDiedError } from './errors.js';
import { freezeFiles, type ClonePaths } from './freeze-paths.js';
import { guardResultSchema, type GuardPlan, type GuardResult } from './guard-plan.js';
import { warm } from './image-area.js';
import { letGo, type Journal } from './journal.js';
import { suspendParts } from './suspend.js';

/** The container to freeze. */
export interface FreezeSubject {
  readonly instance: string;
  /** Host pid of its first process. */
  readonly pid: number;
  /** Its filesystem's mount point and the disk image under it. */
  readonly mountPoint: string;
  readonly image: string;
  /** The container's end of its veth, and the host's. */
  readonly wire: { readonly inside: string; readonly outside: string };
  readonly address: string;
  readonly gateway: string;
  /** Its config.json. */
  readonly ociSpec: Record<string, unknown>;
  /** Bytes its memory takes now: as much of the image area is warmed. */
  readonly memoryBytes: number;
}

export interface FreezeRequest {
  readonly subject: FreezeSubject;
  readonly clone: string;
  readonly paths: ClonePaths;
  readonly criu: string;
  readonly deadlineMs: number;
}

export interface Frozen {
  readonly suspend: Suspend;
  readonly cut: Cut;
  readonly imageBytes: number;
}

const SYNC_TIMEOUT_MS = 120_000;

/** Devices that runc binds from the host where a user namespace forbids making them. */
const RUNC_DEVICES = ['/dev/null', '/dev/zero', '/dev/full', '/dev/random', '/dev/urandom', '/dev/tty'];

/** Destinations of all bind mounts of a container: they are bound again on restore, not dumped. */
export function boundPaths(ociSpec: Record<string, unknown>): string[] {
  const mounts = (ociSpec['mounts'] ?? []) as { destination: string; type?: string; options?: string[] }[];
  const bound = mounts.filter(
    (m) => m.type === 'bind' || m.options?.some((o) => o === 'bind' || o === 'rbind'),
  );
  return [...RUNC_DEVICES, ...bound.map((mount) => mount.destination)];
}

/**
 * Freezes, dumps, snapshots, resumes; then reads the cut.
 * On any failure the container runs, and nothing of the clone is left.
 * @throws CloneExistsError, DumpFailedError, FreezeDeadlineError, GuardDiedError
 */
export async function freeze(request: FreezeRequest, log: Logger): Promise<Frozen> {
  const { paths, subject, clone } = request;
  if (await stat(paths.workDir).catch(() => undefined)) throw new CloneExistsError(clone);
  try {
    await prepare(request, log);
    const frozen = await underGuard(request, log);
    await writeFile(paths.recordPath, JSON.stringify(recordOf(request, frozen.imageBytes)), { mode: 0o600 });
    return frozen;
  } catch (error) {
    await removeClone(paths);
    log.warn({ err: error, clone, instance: subject.instance }, 'freeze failed');
    throw error;
  }
}

/** Deletes images, snapshot and work files of a clone. Fine when there are none. */
export async function removeClone(paths: ClonePaths): Promise<void> {
  for (const dir of [paths.imagesDir, paths.snapshotDir, paths.workDir])
    await rm(dir, { recursive: true, force: true });
}

async function prepare(request: FreezeRequest, log: Logger): Promise<void> {
  const { paths, subject } = request;
  for (const dir of [paths.workDir, paths.imagesDir, paths.snapshotDir])
    await mkdir(dir, { recursive: true, mode: 0o700 });
  // On restore CRIU opens images as the root of the replica's user namespace, from a descriptor of this folder. Nobody
  // else comes this far: the area around it is 0700.
  await chmod(paths.imagesDir, 0o755);
  const files = freezeFiles(paths.workDir);
  const netns = `/proc/${subject.pid}/ns/net`;
  // runc finds the container's stdio pipes by these names when it restores.
  const stdio = await Promise.all(
    [0, 1, 2].map((fd) => readlink(`/proc/${subject.pid}/fd/${fd}`).catch(() => '/dev/null')),
  );
  await writeFile(join(paths.imagesDir, 'descriptors.json'), JSON.stringify(stdio), { mode: 0o600 });
  const plan: GuardPlan = {
    criu: request.criu,
    options: dumpOptions({
      pid: subject.pid,
      rootfs: subject.mountPoint,
      boundPaths: boundPaths(subject.ociSpec),
      timeoutSeconds: Math.ceil(request.deadlineMs / 1000),
    }),
    imagesDir: paths.imagesDir,
    workDir: paths.workDir,
    outputPath: files.output,
    mountPoint: subject.mountPoint,
    image: subject.image,
    snapshot: paths.snapshot,
    netns,
    wire: subject.wire,
    pidsPath: files.pids,
    resultPath: files.result,
    deadlineMs: request.deadlineMs,
  };
  await writeFile(files.plan, JSON.stringify(plan), { mode: 0o600 });
  await warm(paths.imagesDir, subject.memoryBytes).catch((error: unknown) => {
    log.warn({ err: error }, 'image area could not be warmed; the freeze will be longer');
  });
  // What has been dirty for long is written here, in its own time; the guard goes on until the freeze.
  await run('sync', ['-f', subject.mountPoint], { timeoutMs: SYNC_TIMEOUT_MS });
}

async function underGuard(request: FreezeRequest, log: Logger): Promise<Frozen> {
  const { paths, subject } = request;
  const files = freezeFiles(paths.workDir);
  const journal: Journal = {
    instance: subject.instance,
    netns: `/proc/${subject.pid}/ns/net`,
    pidsPath: files.pids,
  };
  await writeFile(files.journal, JSON.stringify(journal), { mode: 0o600 });
  await runGuard(files.plan, files.output);
  const result = await readResult(files.result);
  if (result === undefined) {
    await letGo(journal, log);
    await rm(files.journal, { force: true });
    throw new GuardDiedError(subject.instance);
  }
  for (const fault of result.releaseFaults) log.error({ instance: subject.instance, fault }, 'release fault');
  await rm(files.journal, { force: true });
  if (result.outcome === 'deadline') throw new FreezeDeadlineError(subject.instance, request.deadlineMs);
  if (result.outcome === 'failed') {
    const dumpLog = await readFile(join(paths.workDir, DUMP_LOG), 'utf8').catch(() => '');
    await keepLog(paths.failedLogPath, dumpLog);
    const lines = [...result.faults, ...errorLines(dumpLog)];
    throw new DumpFailedError(subject.instance, lines, result, paths.failedLogPath);
  }
  return readFrozen(paths, result);
}

async function runGuard(planPath: string, outputPath: string): Promise<void> {
  const output = await open(outputPath, 'a', 0o600);
  try {
    const guard = spawn(
      process.execPath,
      [join(packageRoot(), 'dist/agent/freeze/guard-main.js'), planPath],
      {
        detached: true,
        stdio: ['ignore', output.fd, output.fd],
      },
    );
    await once(guard, 'exit');
  } finally {
    await output.close();
  }
}

async function readResult(path: string): Promise<GuardResult | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : guardResultSchema.parse(JSON.parse(text));
}

async function readFrozen(paths: ClonePaths, result: GuardResult): Promise<Frozen> {
  const stats = await readImage('stats', join(paths.workDir, 'stats-dump')).catch(() => []);
  const now = Number(process.hrtime.bigint() / 1000n);
  return {
    suspend: suspendParts(stats[0]?.dump ?? undefined, result.moments),
    cut: {
      connections: await readCutConnections(paths.imagesDir),
      frozenAtUs: result.moments.locked ?? now,
      resumedAtUs: result.moments.unlocked ?? now,
      waiting: result.waiting,
    },
    imageBytes: await folderBytes(paths.imagesDir),
  };
}

async function folderBytes(dir: string): Promise<number> {
  const sizes = await Promise.all(
    (await readdir(dir)).map(async (name) => (await stat(join(dir, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function recordOf(request: FreezeRequest, imageBytes: number): CloneRecord {
  const { subject, clone } = request;
  return {
    clone,
    instance: subject.instance,
    createdAt: new Date().toISOString(),
    address: subject.address,
    gateway: subject.gateway,
    ociSpec: subject.ociSpec,
    imageBytes,
  };
}
