// The steps that make an instance, and by their undo the steps that remove one.
import { chown, mkdir, readFile, rm } from 'node:fs/promises';
import type { Logger } from '../../runtime/log/mod.js';
import type { Step } from '../../runtime/steps/mod.js';
import { buildSpec, writeBundle, type Containers } from '../container/mod.js';
import {
  attachImage,
  createImage,
  detachFile,
  fillDisk,
  mountImage,
  removeImport,
  unmount,
  withFiles,
  type RootfsSource,
} from '../disk/mod.js';
import { ExitedAtOnceError } from '../errors.js';
import { readLog } from '../logs/mod.js';
import { createVeth, networkHookScript, removeInterface, wire6 } from '../network/mod.js';
import type { InstanceLayout } from './layout.js';
import type { InstanceRecord } from './record.js';
import { settle } from './settle.js';

/** What the steps share. */
export interface Removal {
  readonly layout: InstanceLayout;
  readonly record: InstanceRecord;
  readonly containers: Containers;
  readonly log: Logger;
  /** Brings the address translation in line with the records. */
  readonly publish: () => Promise<void>;
}

export interface Creation extends Removal {
  readonly source: RootfsSource;
  /** Throws NotEnoughDiskError when these files do not fit. */
  readonly room: (files: RootfsSource) => Promise<void>;
}

/** A step whose undo needs less than its doing. */
interface CreationStep extends Step<Creation> {
  undo(context: Removal): Promise<void>;
}

/** Lines of output that an error about a command that ended at once carries. */
const LAST_LINES = 10;

const PUBLICATION: CreationStep = {
  name: 'publish',
  do: ({ publish }) => publish(),
  undo: ({ publish }) => publish(),
};

const HOME: CreationStep = {
  name: 'home',
  do: async ({ layout, record }) => {
    await mkdir(layout.home, { recursive: true, mode: 0o710 });
    // The runtime passes through here as the container's root, and nobody else of the host may.
    await chown(layout.home, 0, record.idRange.base);
  },
  undo: ({ layout }) => rm(layout.home, { recursive: true, force: true }),
};

const DISK: CreationStep = {
  name: 'disk',
  do: async ({ layout, record, source, room, log }, signal) => {
    const { notes } = await withFiles(source, layout.importPlace, signal, async (files) => {
      await room(files);
      const image = await createImage(layout.diskFolder, record.plan.diskBytes, record.idRange);
      const { device, directIo } = await attachImage(image);
      if (!directIo)
        log.warn({ device }, 'no direct I/O under this disk: a freeze will take longer to write it out');
      await mountImage(device, layout.rootfs);
      return fillDisk(files, layout.rootfs, record.idRange);
    });
    if (notes.length === 0) return;
    log.info({ notes: notes.slice(0, 20), count: notes.length }, 'parts of the root filesystem left out');
    return `${notes.length} device nodes or sockets left out`;
  },
  undo: async ({ layout }) => {
    await removeImport(layout.importPlace);
    await unmount(layout.rootfs);
    await detachFile(layout.image);
    await rm(layout.diskFolder, { recursive: true, force: true });
  },
};

const NETWORK: CreationStep = {
  name: 'network',
  do: ({ layout, record }) =>
    createVeth({
      host: layout.hostInterface,
      peer: layout.peerInterface,
      address: record.address,
      gateway: layout.gateway,
      v6: wire6(record.address6),
    }),
  undo: ({ layout }) => removeInterface(layout.hostInterface),
};

const CONTAINER: CreationStep = {
  name: 'container',
  do: async ({ layout, record, containers }) => {
    const { plan } = record;
    const spec = buildSpec({
      name: plan.name,
      hostname: plan.name,
      rootfsPath: layout.rootfs,
      command: plan.command,
      env: plan.env,
      cwd: plan.cwd,
      user: plan.user,
      idRange: record.idRange,
      cgroupsPath: layout.cgroupsPath,
      limits: plan.limits,
      hookPath: layout.container.hookPath,
    });
    const hook = networkHookScript({
      peer: layout.peerInterface,
      address: record.address,
      gateway: layout.gateway,
      v6: wire6(record.address6),
    });
    await writeBundle(layout.container, spec, hook);
    await containers.create(layout.container);
  },
  undo: ({ layout, containers }) => containers.delete(layout.container, layout.cgroupsPath),
};

const START: CreationStep = {
  name: 'start',
  do: async ({ layout, record, containers }) => {
    await containers.start(layout.container);
    const pid = Number(await readFile(layout.container.pidPath, 'utf8'));
    const settled = await settle(layout.container, pid, record.plan.port);
    if (settled.kind === 'ended') {
      throw new ExitedAtOnceError(
        layout.name,
        settled.exit.status,
        await lastLines(layout.container.logPath),
      );
    }
    return settled.kind === 'listening' ? `listens on port ${record.plan.port}` : 'runs, does not listen yet';
  },
  undo: async ({ layout, containers }) => {
    await containers.stop(layout.container, 0);
  },
};

/**
 * In the order of making. The home folder holds the record; taking it away is the last but one undo, after which the
 * address translation is brought in line without it.
 */
export const CREATION_STEPS: readonly CreationStep[] = [PUBLICATION, HOME, DISK, NETWORK, CONTAINER, START];

/** Removes all there is of an instance, whatever state it is in. Returns what could not be removed. */
export async function removeInstance(removal: Removal): Promise<unknown[]> {
  const failures: unknown[] = [];
  for (const step of CREATION_STEPS.toReversed()) {
    await step.undo(removal).catch((error: unknown) => {
      removal.log.error({ err: error, step: step.name }, 'removal failed');
      failures.push(error);
    });
  }
  return failures;
}

async function lastLines(logPath: string): Promise<string[]> {
  const lines: string[] = [];
  const { signal } = new AbortController();
  const options = { tail: LAST_LINES, follow: false, ended: Promise.resolve(), signal };
  for await (const { line } of readLog(logPath, options)) lines.push(line.toString());
  return lines;
}
