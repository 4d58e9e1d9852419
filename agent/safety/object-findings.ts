/** Findings about kernel objects and devices that processes hold open or mapped. Pure. What CRIU can dump: its files.c. */
import type { Check } from '../../proto/gen/parikshan/v1/Check.js';
import type { CloneFacts, ContainerProcess, Descriptor } from './facts.js';
import { lostTargets } from './lost-targets.js';
import { holders } from './process-findings.js';
import { judged, who } from './verdict.js';

export function objectFindings(facts: CloneFacts): Check[] {
  return [ioUring(facts), devices(facts), kernelObjects(facts), processHandles(facts), epolls(facts)];
}

function ioUring({ processes }: CloneFacts): Check {
  const users = holders(processes, (link) => link.includes('[io_uring]'));
  return judged(
    {
      name: 'no-io-uring',
      well: 'No process uses io_uring.',
      consequence: 'CRIU cannot dump what the kernel does on its behalf',
      remedy:
        'Switch it off in the application (MariaDB: --innodb-use-native-aio=0; Node: UV_USE_IO_URING=0).',
    },
    users.map(({ process }) => `${who(process)} uses io_uring`),
  );
}

const MEMORY_MAJOR = 1;
const TERMINAL_MAJOR = 5;
/** /dev/tty and /dev/ptmx. */
const TERMINAL_MINORS = [0, 2];
const PSEUDO_TERMINAL_MAJOR = 136;

/** /dev/null and its like, and terminals: what a replica has as well. */
function isPlain(major: number, minor: number): boolean {
  return (
    major === MEMORY_MAJOR ||
    major === PSEUDO_TERMINAL_MAJOR ||
    (major === TERMINAL_MAJOR && TERMINAL_MINORS.includes(minor))
  );
}

/** What a mapping of anonymous shared memory is called. */
const SHARED_MEMORY = /^\/dev\/(zero|shm\/)/;

function devices({ processes }: CloneFacts): Check {
  const open = (process: ContainerProcess) =>
    process.descriptors.flatMap(({ link, file }) =>
      file !== undefined &&
      (file.kind === 'block' || (file.kind === 'character' && !isPlain(file.major, file.minor)))
        ? [`${who(process)} holds the device ${link} (${file.major}:${file.minor}) open`]
        : [],
    );
  const mapped = (process: ContainerProcess) =>
    process.mappedObjects
      .filter((path) => path.startsWith('/dev/') && !SHARED_MEMORY.test(path))
      .map((path) => `${who(process)} has mapped the device ${path}`);
  return judged(
    {
      name: 'no-devices',
      well: 'No process holds a device.',
      consequence: 'a device cannot be in two places, and CRIU refuses it',
      remedy: 'Run the instance without that device.',
    },
    processes.flatMap((process) => [...open(process), ...mapped(process)]),
  );
}

/** Anonymous kernel objects that CRIU 4 dumps; io_uring has a finding of its own. */
const DUMPABLE =
  /^anon_inode:(\[(eventfd|eventpoll|fanotify|signalfd|timerfd|pidfd|io_uring)\]|inotify|bpf-map)$/;

const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/uprobes/, 'End what probes the program from outside (bpftrace, perf probe) and restart the instance.'],
  [/perf_event|bpf/, 'End the profiler or switch it off in the application.'],
  [/secretmem/, 'Switch off secret memory in the application.'],
  [/userfaultfd/, 'Switch off userfaultfd in the application (some garbage collectors use it).'],
];

function kernelObjects({ processes }: CloneFacts): Check {
  const found = holders(
    processes,
    (link) =>
      (link.startsWith('anon_inode:') && !DUMPABLE.test(link)) ||
      link === '[uprobes]' ||
      link.startsWith('/secretmem'),
  );
  const remedies = REMEDIES.filter(([pattern]) => found.some(({ object }) => pattern.test(object)));
  return judged(
    {
      name: 'no-strange-objects',
      well: 'Every kernel object in use is one that CRIU can dump.',
      consequence: 'CRIU cannot dump it',
      remedy: remedies.map(([, remedy]) => remedy).join(' ') || 'Switch that off in the application.',
    },
    found.map(({ process, object }) => `${who(process)} uses ${object}`),
  );
}

/** PIDFD_THREAD is O_EXCL. */
const THREAD_FLAG = 0o200;
const ENDED = -1;

function processHandles({ processes }: CloneFacts): Check {
  const own = new Set(processes.map(({ pid }) => pid));
  const fault = ({ info }: Descriptor): string | undefined => {
    if (info?.pid === undefined) return undefined;
    if ((info.flags & THREAD_FLAG) !== 0) return 'holds a handle (pidfd) of a thread';
    return info.pid === ENDED || own.has(info.pid)
      ? undefined
      : `holds a handle (pidfd) of process ${info.pid} outside`;
  };
  const namespaceFault = ({ link }: Descriptor): string | undefined =>
    /^[a-z_]+:\[\d+\]$/.test(link) && isForeignNamespace(link, processes)
      ? `holds a namespace open (${link}) that none of its processes is in`
      : undefined;
  return judged(
    {
      name: 'handles-inside',
      well: 'No process holds a handle of a process or namespace outside.',
      consequence: 'CRIU can only give back handles of what it dumps',
      remedy: 'Close that handle, or end the process that holds it.',
    },
    processes.flatMap((process) =>
      process.descriptors
        .map((descriptor) => fault(descriptor) ?? namespaceFault(descriptor))
        .filter((said) => said !== undefined)
        .map((said) => `${who(process)} ${said}`),
    ),
  );
}

const NAMESPACE_KINDS = ['user', 'pid', 'ipc', 'uts', 'cgroup', 'time', 'net', 'mnt'];

function isForeignNamespace(link: string, processes: readonly ContainerProcess[]): boolean {
  const kind = link.slice(0, link.indexOf(':'));
  return NAMESPACE_KINDS.includes(kind) && !processes.some(({ namespaces }) => namespaces[kind] === link);
}

function epolls({ processes }: CloneFacts): Check {
  return judged(
    {
      name: 'epoll-complete',
      well: 'Every epoll waits for descriptors that its process has.',
      consequence: 'CRIU cannot find what it waits for',
      remedy:
        'Restart that process; if it happens again, its program closes descriptors that it still polls.',
    },
    processes.flatMap((process) =>
      process.descriptors.flatMap(({ number, info }) => {
        const [lost] = lostTargets(info?.waitsFor ?? [], process.descriptors);
        return lost === undefined
          ? []
          : [
              `${who(process)} waits (epoll ${number}) for descriptor ${lost.descriptor}, which it has closed and another process still holds`,
            ];
      }),
    ),
  );
}
