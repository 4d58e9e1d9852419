/** Takes a lab away, whoever made it and in whatever state it is. What there is of it is found by name. */
import { readdir, readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../runtime/command/mod.js';
import { packageRoot } from '../../runtime/config/mod.js';
import { endProcess, identifyProcess } from '../../runtime/process/mod.js';
import { onHost } from './host-space.js';
import { labPrefix, type LabPlace } from './lab-plan.js';
import { namespaces, pidsIn, removeNamespaces, removeOwnLink } from './wire.js';

const TIMEOUT_MS = 10_000;
/** Removing many containers and their disks. */
const PURGE_MS = 300_000;

/**
 * Ends every process of the lab, removes what its agents hold on this machine, its namespaces and its folders. None is fine.
 * Nobody else may use the place meanwhile.
 */
export async function clearLab(place: LabPlace): Promise<void> {
  const prefix = `${labPrefix(place)}-`;
  const found = (await namespaces()).filter((name) => name.startsWith(prefix));
  const hosts = found.filter((name) => name !== `${prefix}wire`);
  for (const netns of hosts) {
    const name = netns.slice(prefix.length);
    await clearHost(netns, { stateDir: join(place.stateDir, name), runDir: join(place.runDir, name) });
  }
  await removeOwnLink(labPrefix(place));
  await removeNamespaces(found);
  await detachLoopDevices(place.stateDir);
  for (const folder of [place.stateDir, place.runDir]) await rm(folder, { recursive: true, force: true });
}

async function clearHost(netns: string, place: LabPlace): Promise<void> {
  const own = await readlink('/proc/self/ns/mnt');
  const pids = await pidsIn(netns);
  for (const pid of pids) {
    if ((await words(pid)).some((word) => word.endsWith('bin/parikshan'))) await end(pid);
  }
  const holders = await Promise.all(
    (await pidsIn(netns)).map(async (pid) => ({
      pid,
      mounts: await readlink(`/proc/${pid}/ns/mnt`).catch(() => own),
    })),
  );
  const holder = holders.find(({ mounts }) => mounts !== own);
  // Without it the host's mounts are gone, and with them every disk a container could run from.
  if (holder !== undefined && (await holdsAnything(place))) await purge(holder.pid, place);
  for (const pid of await pidsIn(netns)) await end(pid);
}

/** A stopped agent that holds nothing leaves nothing. */
async function holdsAnything({ stateDir, runDir }: LabPlace): Promise<boolean> {
  const folders = ['instances', 'replicas'].map((name) => join(stateDir, name));
  const entries = await Promise.all(
    [...folders, join(runDir, 'clones')].map((folder) => readdir(folder).catch(() => [])),
  );
  return entries.some((names) => names.length > 0);
}

async function purge(holder: number, { stateDir, runDir }: LabPlace): Promise<void> {
  const program = join(packageRoot(), 'bin', 'parikshan');
  const places = [`--state-dir=${stateDir}`, `--run-dir=${runDir}`];
  const [file = '', ...args] = onHost(holder, [process.execPath, program, 'purge', '--yes', ...places]);
  await run(file, args, { timeoutMs: PURGE_MS });
}

async function detachLoopDevices(folder: string): Promise<void> {
  const { stdout } = await run('losetup', ['--list', '--noheadings', '--output', 'NAME,BACK-FILE'], {
    timeoutMs: TIMEOUT_MS,
  });
  for (const line of stdout.split('\n')) {
    const [device = '', file = ''] = line.trim().split(/\s+/);
    if (file.startsWith(`${folder}/`))
      await run('losetup', ['--detach', device], { timeoutMs: TIMEOUT_MS, allowFailure: true });
  }
}

async function end(pid: number): Promise<void> {
  const identity = await identifyProcess(pid);
  if (identity !== undefined) await endProcess(identity, 0);
}

async function words(pid: number): Promise<string[]> {
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
}
