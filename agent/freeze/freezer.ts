/**
 * Freezes one container: memory images, disk snapshot and cut, with production running again at once.
 *
 * Everything slow is done before or after the freeze. Inside it CRIU works alone, watched by the guard.
 */
import { chmod, mkdir, readFile, readlink, rm, stat, writeFile, readdir } from 'node:fs/promises';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { run } from '../../runtime/command/mod.js';
import type { Logger } from '../../runtime/log/mod.js';
import type { Cut } from '../../proto/gen/parikshan/v1/Cut.js';
import type { PreDump } from '../../proto/gen/parikshan/v1/PreDump.js';
import type { Suspend } from '../../proto/gen/parikshan/v1/Suspend.js';
import { DUMP_LOG, dumpOptions, errorLines, keepLog, readCutConnections, readImage } from '../criu/mod.js';
import type { CloneRecord } from './clone-record.js';
import { CloneExistsError, DumpFailedError, FreezeDeadlineError, GuardDiedError } from './errors.js';
import { freezeFiles, type ClonePaths } from './freeze-paths.js';
import type { GuardPlan, GuardResult } from './guard-plan.js';
import { runGuard } from './guard-run.js';
import { imageAreaRoom, warm } from './image-area.js';
import { preDump } from './pre-dump.js';
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
  /** The same in IPv6; undefined: it has none. */
  readonly v6: CloneRecord['v6'];
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
  /** How many replicas will be made on this host: memory is left for them. */
  readonly replicas: number;
  /** Whether the kernel tells which memory has changed: then most of it is copied ahead of the freeze. */
  readonly tracked: boolean;
  /** For tests only, see halts.ts. */
  readonly haltsDir?: string | undefined;
}

export interface Frozen {
  readonly suspend: Suspend;
  readonly cut: Cut;
  readonly imageBytes: number;
  readonly preDump: PreDump;
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
    const prepared = await prepare(request, log);
    const frozen = await underGuard(request, prepared, log);
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

interface Prepared {
  readonly plan: GuardPlan;
  readonly preDump: PreDump;
}

async function prepare(request: FreezeRequest, log: Logger): Promise<Prepared> {
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
  const whole: GuardPlan = {
    type: 'dump',
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
    haltsDir: request.haltsDir,
  };
  const { report, options, expectedBytes } = await preDump(
    {
      plan: whole,
      ...{ tracked: request.tracked, memoryBytes: subject.memoryBytes },
      keptBytes: subject.memoryBytes * (1 + request.replicas),
      room: async () => Math.min(await imageAreaRoom(paths.imagesDir), freemem()),
      guarded: async (round) => faultOf(await runGuard(subject.instance, round, files.journal, log)),
    },
    log,
  );
  // What has been dirty for long is written here, in its own time; the guard goes on until the freeze.
  await run('sync', ['-f', subject.mountPoint], { timeoutMs: SYNC_TIMEOUT_MS });
  await warm(paths.imagesDir, expectedBytes).catch((error: unknown) => {
    log.warn({ err: error }, 'image area could not be warmed; the freeze will be longer');
  });
  return { plan: { ...whole, options }, preDump: report };
}

/** Why a guarded dump gave nothing; undefined when it did. */
function faultOf(result: GuardResult | undefined): string | undefined {
  if (result === undefined) return 'its guard died';
  if (result.outcome === 'dumped') return undefined;
  if (result.outcome === 'deadline') return 'it took longer than the deadline of the freeze';
  return [...result.faults, `CRIU ended with ${result.signal ?? `status ${result.exitCode}`}`].join('; ');
}

async function underGuard(request: FreezeRequest, prepared: Prepared, log: Logger): Promise<Frozen> {
  const { paths, subject } = request;
  const result = await runGuard(subject.instance, prepared.plan, freezeFiles(paths.workDir).journal, log);
  if (result === undefined) throw new GuardDiedError(subject.instance);
  if (result.outcome === 'deadline') throw new FreezeDeadlineError(subject.instance, request.deadlineMs);
  if (result.outcome === 'failed') {
    const dumpLog = await readFile(join(paths.workDir, DUMP_LOG), 'utf8').catch(() => '');
    await keepLog(paths.failedLogPath, dumpLog);
    const lines = [...result.faults, ...errorLines(dumpLog)];
    throw new DumpFailedError(subject.instance, lines, result, paths.failedLogPath);
  }
  return { ...(await readFrozen(paths, result)), preDump: prepared.preDump };
}

async function readFrozen(paths: ClonePaths, result: GuardResult): Promise<Omit<Frozen, 'preDump'>> {
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

/** Rounds ahead of the freeze have folders of their own. */
async function folderBytes(dir: string): Promise<number> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
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
    v6: subject.v6,
    ociSpec: subject.ociSpec,
    imageBytes,
  };
}
