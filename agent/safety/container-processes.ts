/** The processes of a container, as the host sees them. */
import { readdir, readFile, readlink } from 'node:fs/promises';
import { readAllStats, readMaps } from '../../runtime/process/mod.js';
import { readDescriptors } from './descriptors.js';
import type { ContainerProcess, Mount, NamedProcess, Outsider } from './facts.js';
import { mappedMemory } from './mappings.js';
import { descendants } from './process-tree.js';

const KINDS = ['user', 'pid', 'ipc', 'uts', 'net', 'mnt', 'cgroup', 'time'];
/** Being in one of these makes a process part of what a container is. */
const TELLING = ['pid', 'mnt', 'net', 'ipc', 'user'];
/** open(2): O_WRONLY and O_RDWR. */
const WRITE_FLAGS = 0o3;

/** Pid → pid of its parent, of every process of the host. */
export async function readParents(): Promise<Map<number, number>> {
  return new Map((await readAllStats()).map(({ pid, parent }) => [pid, parent]));
}

/** The first process and all that descend from it. One that ends meanwhile is left out. */
export async function containerProcesses(
  first: number,
  parents: ReadonlyMap<number, number>,
): Promise<ContainerProcess[]> {
  const found = await Promise.all(
    descendants(first, parents).map((pid) => readProcess(pid).catch(() => undefined)),
  );
  return found.filter((process) => process !== undefined);
}

/** Processes that are in namespaces of the container and do not descend from its first one. */
export async function outsiders(
  first: number,
  parents: ReadonlyMap<number, number>,
  mounts: readonly Mount[],
): Promise<Outsider[]> {
  const inside = new Set(descendants(first, parents));
  const [container, own] = await Promise.all([first, process.pid].map((pid) => readNamespaces(pid, TELLING)));
  if (container === undefined || own === undefined) return [];
  const telling = TELLING.filter((kind) => container[kind] !== undefined && container[kind] !== own[kind]);
  const mountIds = new Set(mounts.map(({ id }) => id));
  const found = await Promise.all(
    [...parents.keys()]
      .filter((pid) => !inside.has(pid) && pid !== process.pid)
      .map(async (pid) => {
        const theirs = await readNamespaces(pid, telling);
        const shared = telling.filter((kind) => theirs[kind] === container[kind]);
        if (shared.length === 0) return undefined;
        return {
          ...(await nameOf(pid)),
          command: await commandOf(pid),
          namespaces: shared,
          writes: await written(pid, mountIds),
        };
      }),
  );
  return found.filter((outsider) => outsider !== undefined);
}

async function written(pid: number, mountIds: ReadonlySet<number>): Promise<string[]> {
  const descriptors = await readDescriptors(pid, false).catch(() => []);
  return descriptors.flatMap(({ link, file, info }) =>
    file?.kind === 'regular' &&
    info !== undefined &&
    (info.flags & WRITE_FLAGS) !== 0 &&
    mountIds.has(info.mountId)
      ? [link]
      : [],
  );
}

async function readProcess(pid: number): Promise<ContainerProcess> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const field = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
  const bytes = (name: string): number => Number.parseInt(field(name) || '0', 10) * 1024;
  const last = (name: string): number => Number(field(name).split(/\s+/).at(-1));
  const ended = field('State').startsWith('Z');
  const [command, tracer, namespaces, descriptors, maps] = await Promise.all([
    commandOf(pid),
    tracerOf(pid),
    readNamespaces(pid),
    ended ? [] : readDescriptors(pid),
    readMaps(pid),
  ]);
  return {
    pid,
    innerPid: last('NSpid'),
    name: field('Name'),
    command,
    tracer,
    sessionOutside: last('NSsid') === 0,
    leaderEnded: ended && Number(field('Threads')) > 1,
    filtered: field('Seccomp') === '2',
    namespaces,
    descriptors,
    ...mappedMemory(maps),
    privateBytes: bytes('RssAnon') + bytes('VmSwap'),
    sharedBytes: bytes('RssShmem'),
  };
}

/** Whoever traces one of its threads: a tracer may have only some. */
async function tracerOf(pid: number): Promise<NamedProcess | undefined> {
  const threads = await readdir(`/proc/${pid}/task`);
  const tracers = await Promise.all(
    threads.map(async (thread) => {
      const text = await readFile(`/proc/${pid}/task/${thread}/status`, 'utf8').catch(() => '');
      return Number(/^TracerPid:\s*(\d+)$/m.exec(text)?.[1] ?? 0);
    }),
  );
  const tracer = tracers.find((found) => found !== 0);
  return tracer === undefined ? undefined : nameOf(tracer);
}

export async function nameOf(pid: number): Promise<NamedProcess> {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'a process');
  return { pid, name: name.trim() };
}

async function commandOf(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return line.replaceAll('\0', ' ').trim();
}

/** A zombie is in none any more. */
async function readNamespaces(pid: number, kinds = KINDS): Promise<Record<string, string>> {
  const links = await Promise.all(
    kinds.map(
      async (kind) => [kind, await readlink(`/proc/${pid}/ns/${kind}`).catch(() => undefined)] as const,
    ),
  );
  return Object.fromEntries(links.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
