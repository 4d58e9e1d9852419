/** What the checks are made from: plain facts about the container's processes, as they were read. */

/** Another process, named in a finding. */
export interface NamedProcess {
  readonly pid: number;
  readonly name: string;
}

/** One open descriptor. */
export interface Descriptor {
  readonly number: number;
  /** What /proc/PID/fd shows, e.g. `socket:[123]`, `anon_inode:[eventpoll]`, `/var/lib/data (deleted)`. */
  readonly link: string;
  /** What is behind a path. */
  readonly file?: OpenFile;
  /** What the kernel says about the descriptor itself; not read for sockets. */
  readonly info?: DescriptorInfo;
}

export interface OpenFile {
  readonly kind: 'regular' | 'character' | 'block' | 'other';
  readonly inode: number;
  /** Number of a device file. */
  readonly major: number;
  readonly minor: number;
  /** Names it still has. */
  readonly names: number;
  /** Bytes it takes on the disk. */
  readonly storedBytes: number;
  /** Whether the path that is shown leads to it. Looked up only where the path looks deleted and the file has names. */
  readonly reachable: boolean;
}

/** What an epoll waits for: a descriptor's number and what was behind it when it was added. */
export interface EpollTarget {
  readonly descriptor: number;
  readonly inode: number;
}

/** From /proc/PID/fdinfo. */
export interface DescriptorInfo {
  /** open(2) flags. */
  readonly flags: number;
  readonly mountId: number;
  /** Inode behind it; undefined where the kernel (before 5.14) does not say. */
  readonly inode: number | undefined;
  /** Kinds of the file locks held through it: FLOCK, POSIX, OFDLCK, LEASE. */
  readonly locks: readonly string[];
  /** Host pid behind a pidfd; -1: it has ended. */
  readonly pid: number | undefined;
  /** What an epoll waits for. */
  readonly waitsFor: readonly EpollTarget[];
  /** Devices (`MAJOR:MINOR`) of the files that an inotify watches. */
  readonly watchedDevices: readonly string[];
}

/** What the checks need to know of one process. */
export interface ContainerProcess {
  readonly pid: number;
  /** Its pid as the container sees it. */
  readonly innerPid: number;
  /** Its name, as `ps` shows it, and its command line. */
  readonly name: string;
  readonly command: string;
  /** Whoever traces it or one of its threads. */
  readonly tracer: NamedProcess | undefined;
  /** Its session's leader is outside of the container. */
  readonly sessionOutside: boolean;
  /** Its first thread has ended and others go on. */
  readonly leaderEnded: boolean;
  /** It has a seccomp filter. */
  readonly filtered: boolean;
  /** Namespaces it is in: kind → `kind:[number]`. */
  readonly namespaces: Readonly<Record<string, string>>;
  readonly descriptors: readonly Descriptor[];
  /** Paths of mapped things that are no files: devices, kernel objects; each once. */
  readonly mappedObjects: readonly string[];
  /** Memory of its own, in memory or swapped out, bytes. */
  readonly privateBytes: number;
  /** Memory shared with others that it has touched, bytes. */
  readonly sharedBytes: number;
  /** Sizes of the shared memory it has mapped, by its identity, bytes. */
  readonly sharedMappings: Readonly<Record<string, number>>;
}

/** A process in the container's namespaces that does not descend from its first process. */
export interface Outsider extends NamedProcess {
  readonly command: string;
  /** Which of the container's namespaces it is in. */
  readonly namespaces: readonly string[];
  /** Files of the container that it holds open for writing. */
  readonly writes: readonly string[];
}

/** Sockets that CRIU may not carry. Inodes are those of `socket:[INODE]`. */
export interface SocketFacts {
  /** What kinds of sockets there are, but for those whose kind a list of the kernel's tells. */
  readonly kinds: readonly {
    readonly inode: number;
    readonly family: number;
    readonly type: number;
    readonly protocol: number;
  }[];
  /** Unix sockets whose other end is held outside of the container. */
  readonly external: readonly { readonly inode: number; readonly holder: NamedProcess | undefined }[];
  /** Netlink sockets with messages that have not been read. */
  readonly unreadNetlink: readonly number[];
}

/** A mount, from /proc/PID/mountinfo. */
export interface Mount {
  readonly id: number;
  readonly parentId: number;
  /** `MAJOR:MINOR` of its filesystem. */
  readonly device: string;
  /** Which folder of the filesystem is mounted. */
  readonly root: string;
  readonly mountPoint: string;
  readonly type: string;
  readonly sharedGroup: number | undefined;
  readonly masterGroup: number | undefined;
}

/** What this agent may do. */
export interface AgentRights {
  /** Needed capabilities it lacks, each with what for. */
  readonly missing: readonly string[];
  /** It runs under a seccomp filter itself. */
  readonly filtered: boolean;
  /** kernel.yama.ptrace_scope; 3: nobody may trace. */
  readonly ptraceScope: number;
}

/** Facts the findings are made from. */
export interface CloneFacts {
  readonly instance: string;
  /** Undefined: this host has a CRIU that works; else why not. */
  readonly criuFault: string | undefined;
  readonly criuVersion: string | undefined;
  readonly rights: AgentRights;
  /** The container's processes, its first one first. */
  readonly processes: readonly ContainerProcess[];
  readonly outsiders: readonly Outsider[];
  readonly sockets: SocketFacts;
  readonly mounts: readonly Mount[];
  /** Where the container's own configuration binds files of the host. */
  readonly boundPaths: readonly string[];
  /** Devices of filesystems that the host has mounted too. */
  readonly hostDevices: ReadonlySet<string>;
  /** Replicas that will run on this host. */
  readonly replicas: number;
  /** Memory that can be had without swapping (MemAvailable), bytes. */
  readonly memoryAvailable: number;
  /** Room in the image area, bytes. */
  readonly imageRoom: number;
  /** Room in the pool, bytes. */
  readonly poolRoom: number;
}
