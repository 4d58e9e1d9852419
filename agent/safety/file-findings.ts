/** Findings about files, pipes and locks that processes hold. Pure. */
import type { Check } from '../../proto/gen/parikshan/v1/Check.js';
import { GHOST_LIMIT_BYTES } from '../criu/mod.js';
import type { CloneFacts, ContainerProcess, Descriptor, Mount } from './facts.js';
import { judged, who } from './verdict.js';

export function fileFindings(facts: CloneFacts): Check[] {
  return [filesInside(facts), deletedFiles(facts), watches(facts), pipes(facts), locks(facts)];
}

function each(
  { processes }: CloneFacts,
  fault: (descriptor: Descriptor, process: ContainerProcess) => string | undefined,
): string[] {
  return processes.flatMap((process) =>
    process.descriptors
      .map((descriptor) => fault(descriptor, process))
      .filter((said) => said !== undefined)
      .map((said) => `${who(process)} ${said}`),
  );
}

/** Files that live in memory only and are in nobody's mounts. */
const MOUNTLESS = /^\/(memfd:|\[aio\]|SYSV|anon_hugepage|secretmem)/;

function filesInside(facts: CloneFacts): Check {
  const own = new Set(facts.mounts.map(({ id }) => id));
  return judged(
    {
      name: 'files-inside',
      well: 'Every open file is in a mount of the container.',
      consequence: 'CRIU cannot find it, and a replica would not have it',
      remedy:
        'Close it, or start the process inside the container; POSIX message queues cannot be carried at all.',
    },
    each(facts, ({ link, file, info }, { namespaces }) =>
      file === undefined ||
      info === undefined ||
      own.has(info.mountId) ||
      MOUNTLESS.test(link) ||
      // Mounts of a mount namespace within the container were not read.
      namespaces['mnt'] !== facts.processes[0]?.namespaces['mnt']
        ? undefined
        : `has ${link} open, which is in no mount of the container`,
    ),
  );
}

function deletedFiles(facts: CloneFacts): Check {
  return judged(
    {
      name: 'deleted-files',
      well: 'No deleted file is open that is too large or has another name.',
      consequence: 'CRIU cannot put it into the images',
      remedy: 'Have the application open the file anew (log rotation: a reload), or end that process.',
    },
    each(facts, ({ link, file }) => {
      if (file?.kind !== 'regular' || MOUNTLESS.test(link)) return undefined;
      if (file.names === 0 && file.storedBytes > GHOST_LIMIT_BYTES)
        return `has the deleted file ${link} of ${Math.ceil(file.storedBytes / 2 ** 20)} MiB open, more than ${GHOST_LIMIT_BYTES / 2 ** 20} MiB`;
      return file.reachable
        ? undefined
        : `has ${link} open, which is deleted under that name and has another`;
    }),
  );
}

/** File systems that make no lasting handle of a file. */
const WITHOUT_HANDLES = ['proc', 'sysfs', 'devpts', 'devtmpfs', 'cgroup', 'cgroup2', 'mqueue'];

function watches(facts: CloneFacts): Check {
  const types = new Map(facts.mounts.map(({ device, type }) => [device, type]));
  return judged(
    {
      name: 'watches-dumpable',
      well: 'Every file that is watched (inotify) can be found again.',
      consequence: 'CRIU cannot set up that watch again',
      remedy: 'Switch the watch off in the application.',
    },
    each(facts, ({ info }) => {
      const type = info?.watchedDevices
        .map((device) => types.get(device))
        .find((found) => found !== undefined && WITHOUT_HANDLES.includes(found));
      return type === undefined ? undefined : `watches a file of ${type}`;
    }),
  );
}

/** open(2)'s O_DIRECT on this architecture; on a pipe it keeps messages apart. */
const DIRECT_FLAG = process.arch === 'arm64' ? 0o200000 : 0o40000;

function pipes(facts: CloneFacts): Check {
  return judged(
    {
      name: 'plain-pipes',
      well: 'Every pipe is a plain one.',
      consequence: 'CRIU cannot dump it',
      remedy: 'Have the application use a plain pipe or a socket pair.',
    },
    each(facts, ({ link, info }) =>
      link.startsWith('pipe:') && ((info?.flags ?? 0) & DIRECT_FLAG) !== 0
        ? 'has a pipe that keeps messages apart (O_DIRECT)'
        : undefined,
    ),
  );
}

const CARRIED_LOCKS = ['FLOCK', 'POSIX', 'OFDLCK', 'LEASE'];

/** A lock is always held through a descriptor, and what is not a file of the container is refused as such (files-inside). */
function locks(facts: CloneFacts): Check {
  const held = facts.processes.flatMap(({ descriptors }) =>
    descriptors.flatMap(({ info }) => info?.locks ?? []),
  );
  return judged(
    {
      name: 'file-locks',
      well:
        held.length === 0
          ? 'No process holds a file lock.'
          : `${held.length} file locks (${[...new Set(held)].join(', ')}) are carried into the replicas.`,
      consequence: 'CRIU knows no such lock',
      remedy: 'Release it.',
    },
    each(facts, ({ link, info }) => {
      const other = info?.locks.find((kind) => !CARRIED_LOCKS.includes(kind));
      return other === undefined ? undefined : `holds a lock of kind ${other} on ${link}`;
    }),
  );
}

/** File systems that CRIU mounts again by itself: its filesystems.c. */
const MOUNTABLE = [
  ...['proc', 'sysfs', 'devtmpfs', 'binfmt_misc', 'tmpfs', 'devpts', 'simfs', 'btrfs', 'pstore', 'mqueue'],
  ...['securityfs', 'fusectl', 'debugfs', 'tracefs', 'cgroup', 'cgroup2', 'aufs', 'overlay'],
];

/** File systems of the kernel's own, that are the same everywhere. */
const KERNEL_OWN = ['proc', 'sysfs', 'cgroup', 'cgroup2', 'debugfs', 'tracefs', 'securityfs', 'binfmt_misc'];

/** What stands in the way of making the container's mounts again, in the replica and without touching what is outside. */
export function mountFindings({ mounts, boundPaths, hostDevices }: CloneFacts): Check {
  const root = mounts.find(({ mountPoint }) => mountPoint === '/');
  const bound = new Set(boundPaths);
  const groups = new Set(mounts.map(({ sharedGroup }) => sharedGroup));
  const fault = (mount: Mount): string | undefined => {
    if (mount === root || bound.has(mount.mountPoint)) return undefined;
    const { mountPoint, type, device } = mount;
    if (mount.masterGroup !== undefined && !groups.has(mount.masterGroup))
      return `${mountPoint} (${type}) receives mounts from outside`;
    if (device === root?.device) return undefined;
    if (hostDevices.has(device) && !KERNEL_OWN.includes(type))
      return `${mountPoint} (${type}) is shared with the host`;
    if (mount.root !== '/') {
      const whole = mounts.some((other) => other.device === device && other.root === '/');
      return whole ? undefined : `${mountPoint} (${type}) is bound from outside`;
    }
    return MOUNTABLE.includes(type) ? undefined : `${mountPoint} is a ${type}, which CRIU cannot mount again`;
  };
  return judged(
    {
      name: 'mounts-of-its-own',
      well: `All ${mounts.length} mounts are the container's own.`,
      consequence: 'the replica cannot have the same',
      remedy:
        'Unmount what was mounted by hand into the container (nsenter --target PID --mount umount PATH).',
    },
    mounts.map(fault).filter((said) => said !== undefined),
  );
}
