/** The ways to take a container's memory while it serves. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorLines, readImage } from '../../agent/criu/mod.js';
import type { SuspendJson } from '../../demo/mod.js';
import { run } from '../../runtime/command/mod.js';
import { CommandFailedError } from '../../runtime/errors/mod.js';
import { createClone, withInstalledCriu, type PrivateInstallation } from '../frame/mod.js';
import type { Podman } from './podman.js';

export const WAYS = ['ours', 'runc', 'podman'] as const;
export type Way = (typeof WAYS)[number];

/** What CRIU says of its dump: milliseconds, and bytes of memory written. */
export interface DumpFigures {
  readonly freezing: number | null;
  /** Until everything runs again. */
  readonly frozen: number | null;
  readonly memory: number | null;
  readonly bytes: number;
}

/** What the way itself tells of it. */
export interface Taken {
  readonly dump: DumpFigures;
  /** Of ours alone. */
  readonly suspend?: SuspendJson;
}

/** Takes the memory of the container of that name; it runs on. `after` takes away what came of it. */
export interface Taker {
  take(name: string): Promise<Taken>;
  after(): Promise<void>;
}

const CHECKPOINT_MS = 120_000;
const MOUNT_MS = 10_000;
const PAGE_BYTES = 4096;

/** A clone without replicas: memory, disk, the cut of each connection, and a tap that goes on until the clone is removed. */
export function byOurs(installation: PrivateInstallation): Taker {
  let clone: string | undefined;
  return {
    take: async (name) => {
      const created = await createClone(installation.product, name, { replicas: 0 });
      clone = created.clone.name;
      const { suspend, imageBytes } = created.clone;
      const { freezingMs: freezing, frozenMs: frozen, memoryMs: memory } = suspend;
      return { dump: { freezing, frozen, memory, bytes: imageBytes }, suspend };
    },
    after: async () => {
      if (clone !== undefined) await installation.json('clone', 'rm', clone);
    },
  };
}

/** `runc checkpoint` of our instance itself, into memory. */
export function byRunc(installation: PrivateInstallation, folder: string): Taker {
  const images = join(folder, 'checkpoint');
  const remove = () => rm(images, { recursive: true, force: true });
  return {
    take: async (name) => {
      await mkdir(images);
      // The names of an agent's things: docs/operations.md.
      const state = ['--root', join(installation.runDir, 'runc')];
      const how = ['--leave-running', '--tcp-established', '--file-locks', '--ext-unix-sk'];
      const where = ['--image-path', images, '--work-path', images];
      try {
        await run('runc', [...state, 'checkpoint', ...how, ...where, `instance-${name}`], {
          timeoutMs: CHECKPOINT_MS,
          env: withInstalledCriu(),
        });
      } catch (error) {
        const [line] = errorLines(await readFile(join(images, 'dump.log'), 'utf8').catch(() => ''));
        throw line === undefined ? error : new Error(line, { cause: error });
      }
      const dump = (await readImage('stats', join(images, 'stats-dump')))[0]?.dump;
      if (dump === null || dump === undefined) throw new Error('CRIU left no figures');
      return {
        dump: {
          freezing: dump.freezingTime / 1000,
          frozen: dump.frozenTime / 1000,
          memory: dump.memdumpTime / 1000,
          bytes: dump.pagesWritten * PAGE_BYTES,
        },
      };
    },
    after: remove,
  };
}

/** `podman container checkpoint` of the same files in a container of podman's. */
export function byPodman(podman: Podman): Taker {
  return {
    take: async (name) => {
      const said = await podman.checkpoint(name);
      return {
        dump: {
          freezing: said.freezing_time / 1000,
          frozen: said.frozen_time / 1000,
          memory: said.memdump_time / 1000,
          bytes: said.pages_written * PAGE_BYTES,
        },
      };
    },
    after: async () => undefined,
  };
}

/** A place in memory for images, as a person in a hurry would choose. */
export async function mountMemory(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await run('mount', ['-t', 'tmpfs', '-o', 'mode=0700', 'parikshan-bench', folder], { timeoutMs: MOUNT_MS });
}

/** Fine when it is not mounted. */
export async function unmountMemory(folder: string): Promise<void> {
  await run('umount', ['--lazy', folder], { timeoutMs: MOUNT_MS, allowFailure: true });
}

/** Why it failed, in one line. Pure. */
export function reasonOf(error: unknown): string {
  const said = error instanceof CommandFailedError ? error.stderr : String(error);
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? 'no reason given';
  return telling
    .replace(/^Error: /, '')
    .trim()
    .slice(0, 160);
}
