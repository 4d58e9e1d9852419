// Everything the agent refuses or fails at: one class per cause.
import { ParikshanError } from '../runtime/errors/mod.js';

/** The runtime could not make or start a container; the message holds what it said. */
export class ContainerStartError extends ParikshanError {
  readonly reason = 'CONTAINER_START_FAILED';
  readonly container: string;

  constructor(container: string, said: string, options: { cause?: unknown } = {}) {
    super(`Container ${container} could not be started: ${said}`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'Check the command, the working directory and the user against what the root filesystem holds.',
      metadata: { container },
      cause: options.cause,
    });
    this.container = container;
  }
}

/** The path given as a root filesystem does not exist or cannot be read. */
export class RootfsNotFoundError extends ParikshanError {
  readonly reason = 'ROOTFS_NOT_FOUND';

  constructor(path: string, cause: unknown) {
    super(`The root filesystem ${path} does not exist or cannot be read on this host.`, {
      code: 'NOT_FOUND',
      remedy:
        'Give the absolute path of a folder, a tar file or a disk image on the host that runs the agent.',
      metadata: { path },
      cause,
    });
  }
}

/** The root filesystem is there but cannot be used. */
export class RootfsUnusableError extends ParikshanError {
  readonly reason = 'ROOTFS_UNUSABLE';

  constructor(path: string, why: string) {
    super(`The root filesystem ${path} cannot be used: ${why}.`, {
      code: 'INVALID_ARGUMENT',
      remedy:
        'Give a folder, a tar file (plain, gzip, xz, zstd or bzip2) or a disk image (ploop, or raw) that holds a whole root filesystem.',
      metadata: { path },
    });
  }
}

/** Unpacking the root filesystem failed in the middle. */
export class RootfsDamagedError extends ParikshanError {
  readonly reason = 'ROOTFS_DAMAGED';

  constructor(path: string, said: string) {
    super(`The root filesystem ${path} could not be unpacked: ${said}`, {
      code: 'INVALID_ARGUMENT',
      remedy: 'Check the file, e.g. with `tar -tf`, and make it again if it is damaged.',
      metadata: { path },
    });
  }
}

/** There is too little room for a disk. */
export class NotEnoughDiskError extends ParikshanError {
  readonly reason = 'NOT_ENOUGH_DISK';

  constructor(what: string, neededBytes?: number, freeBytes?: number) {
    const figures =
      neededBytes === undefined || freeBytes === undefined
        ? ''
        : ` (needs ${mebibytes(neededBytes)}, free ${mebibytes(freeBytes)})`;
    super(`There is too little room for ${what}${figures}.`, {
      code: 'RESOURCE_EXHAUSTED',
      remedy: 'Free some space, or give the instance a larger disk if it is its own disk that is too small.',
      metadata:
        neededBytes === undefined || freeBytes === undefined
          ? {}
          : { neededBytes: String(Math.ceil(neededBytes)), freeBytes: String(freeBytes) },
    });
  }
}

/** The disk pool could not be made or mounted. */
export class PoolError extends ParikshanError {
  readonly reason = 'POOL_UNAVAILABLE';

  constructor(path: string, cause: unknown) {
    super(`The disk pool ${path} could not be made or mounted: ${text(cause)}`, {
      code: 'FAILED_PRECONDITION',
      remedy:
        'See that the kernel has XFS and loop devices, that xfsprogs is installed, and that there is room.',
      metadata: { path },
      cause,
    });
  }
}

/** An image could not be attached or mounted. */
export class DiskAttachError extends ParikshanError {
  readonly reason = 'DISK_ATTACH_FAILED';

  constructor(path: string, said: string, cause?: unknown) {
    super(`The disk ${path} could not be attached or mounted: ${said}`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'See that the host has free loop devices (`losetup --list`) and that the file is whole.',
      metadata: { path },
      cause,
    });
  }
}

/** A reflink copy failed. */
export class SnapshotError extends ParikshanError {
  readonly reason = 'SNAPSHOT_FAILED';

  constructor(from: string, to: string, cause: unknown) {
    super(`The disk ${from} could not be copied by reflink to ${to}: ${text(cause)}`, {
      code: 'INTERNAL',
      remedy: 'See that the pool is mounted and has room.',
      metadata: { from, to },
      cause,
    });
  }
}

/** The host gives no user namespaces. */
export class UserNamespaceError extends ParikshanError {
  readonly reason = 'USER_NAMESPACES_UNAVAILABLE';

  constructor(cause: unknown) {
    super(`No user namespace could be made: ${text(cause)}`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'Run the agent as root and see that sysctl user.max_user_namespaces is above 0.',
      cause,
    });
  }
}

/** All addresses of the instances' network are taken. */
export class AddressesExhaustedError extends ParikshanError {
  readonly reason = 'ADDRESSES_EXHAUSTED';

  constructor(network: string) {
    super(`All addresses of ${network} are taken by instances.`, {
      code: 'RESOURCE_EXHAUSTED',
      remedy: 'Remove an instance that is no longer needed.',
      metadata: { network },
    });
  }
}

/** A host port that was to be published is taken. */
export class PortInUseError extends ParikshanError {
  readonly reason = 'PORT_IN_USE';

  constructor(port: number, by: string) {
    super(`Port ${port} of the host is in use: ${by}.`, {
      code: 'ALREADY_EXISTS',
      remedy: 'Publish another port, or end what uses this one (`ss -ltnp` shows it).',
      metadata: { port: String(port) },
    });
  }
}

/** The instance's name is taken. */
export class NameTakenError extends ParikshanError {
  readonly reason = 'HOST_INSTANCE_EXISTS';

  constructor(name: string) {
    super(`There is an instance called ${name} already.`, {
      code: 'ALREADY_EXISTS',
      remedy: `Choose another name, or remove it with \`parikshan instance rm ${name}\`.`,
      metadata: { name },
    });
  }
}

/** No instance has this name. */
export class InstanceNotFoundError extends ParikshanError {
  readonly reason = 'HOST_INSTANCE_NOT_FOUND';

  constructor(name: string) {
    super(`There is no instance called ${name} on this host.`, {
      code: 'NOT_FOUND',
      remedy: '`parikshan instance list` shows all of them.',
      metadata: { name },
    });
  }
}

/** What was asked for needs an instance that does not run. */
export class InstanceRunsError extends ParikshanError {
  readonly reason = 'HOST_INSTANCE_RUNS';

  constructor(name: string) {
    super(`Instance ${name} still runs.`, {
      code: 'FAILED_PRECONDITION',
      remedy: `Stop it first with \`parikshan instance stop ${name}\`, or force its removal.`,
      metadata: { name },
    });
  }
}

/** Something else is being done to the instance. */
export class InstanceBusyError extends ParikshanError {
  readonly reason = 'HOST_INSTANCE_BUSY';

  constructor(name: string, doing: string) {
    super(`Instance ${name} is busy: ${doing}.`, {
      code: 'ABORTED',
      remedy: 'Try again when that has ended.',
      metadata: { name },
    });
  }
}

/** The instance was asked for with settings that cannot be; all faults are named. */
export class InvalidInstanceSpecError extends ParikshanError {
  readonly reason = 'INVALID_INSTANCE_SPEC';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The instance cannot be made as asked: ${faults.join('; ')}.`, {
      code: 'INVALID_ARGUMENT',
      remedy: '`parikshan instance run --help` explains every setting.',
      metadata: { faults: String(faults.length) },
    });
    this.faults = faults;
  }
}

/** The command ended before it could be called running. */
export class ExitedAtOnceError extends ParikshanError {
  readonly reason = 'INSTANCE_EXITED_AT_ONCE';
  readonly exitStatus: number | undefined;

  constructor(name: string, exitStatus: number | undefined, lastLines: readonly string[]) {
    const how = exitStatus === undefined ? 'without a known status' : `with status ${exitStatus}`;
    const said = lastLines.length === 0 ? 'It wrote nothing.' : `Its last words:\n${lastLines.join('\n')}`;
    super(`The command of instance ${name} ended at once, ${how}. ${said}`, {
      code: 'FAILED_PRECONDITION',
      remedy:
        'Give a command that stays in the foreground, and see that its files and settings are in the root filesystem.',
      metadata: { name, ...(exitStatus === undefined ? {} : { exitStatus: String(exitStatus) }) },
    });
    this.exitStatus = exitStatus;
  }
}

/** The host has less memory than the instance was to get. */
export class NotEnoughMemoryError extends ParikshanError {
  readonly reason = 'NOT_ENOUGH_MEMORY';

  constructor(name: string, askedBytes: number, availableBytes: number) {
    super(
      `Instance ${name} is to have ${mebibytes(askedBytes)} of memory; the host has ${mebibytes(availableBytes)} to give.`,
      {
        code: 'RESOURCE_EXHAUSTED',
        remedy: 'Ask for less memory, or end something on the host.',
        metadata: { name, askedBytes: String(askedBytes), availableBytes: String(availableBytes) },
      },
    );
  }
}

/** There is no running replica of this name. */
export class ReplicaNotRunningError extends ParikshanError {
  readonly reason = 'REPLICA_NOT_RUNNING';

  constructor(replica: string) {
    super(`Replica ${replica} does not run on this host.`, {
      code: 'FAILED_PRECONDITION',
      remedy: '`parikshan replica list` shows the replicas and their states.',
      metadata: { replica },
    });
  }
}

/** A message of an exec stream that does not fit its place. */
export class InvalidExecError extends ParikshanError {
  readonly reason = 'INVALID_EXEC';

  constructor(why: string) {
    super(`The command cannot be run: ${why}.`, { code: 'INVALID_ARGUMENT' });
  }
}

/** What was asked for needs a running instance. */
export class InstanceNotRunningError extends ParikshanError {
  readonly reason = 'HOST_INSTANCE_NOT_RUNNING';

  constructor(name: string) {
    super(`Instance ${name} does not run.`, {
      code: 'FAILED_PRECONDITION',
      remedy: `Only what runs can be cloned: remove it and run it again (\`parikshan instance show ${name}\` says how it ended).`,
      metadata: { name },
    });
  }
}

/** No host ids are left for another user namespace. */
export class IdRangesExhaustedError extends ParikshanError {
  readonly reason = 'ID_RANGES_EXHAUSTED';

  constructor() {
    super('All ranges of user ids of this host are taken.', {
      code: 'RESOURCE_EXHAUSTED',
      remedy: 'Remove instances that are no longer needed, or shorten /etc/subuid and /etc/subgid.',
    });
  }
}

/** A name that no clone or replica can have. */
export class InvalidNameError extends ParikshanError {
  readonly reason = 'INVALID_NAME';

  constructor(what: string, name: string) {
    super(`"${name}" is no name for a ${what}.`, {
      code: 'INVALID_ARGUMENT',
      remedy: 'Names are a to z, 0 to 9 and hyphen, and begin with a letter.',
      metadata: { name },
    });
  }
}

/** A folder above the state folder cannot be entered by the root of a container. */
export class StateFolderClosedError extends ParikshanError {
  readonly reason = 'STATE_FOLDER_CLOSED';

  constructor(stateDir: string, closed: string) {
    super(
      `The state folder ${stateDir} lies below ${closed}, which only its owner may enter; containers cannot get to their files.`,
      {
        code: 'FAILED_PRECONDITION',
        remedy: `Choose another state folder, e.g. /var/lib/parikshan, or let others pass with \`chmod o+x ${closed}\` (they still cannot list it).`,
        metadata: { stateDir, closed },
      },
    );
  }
}

/** Another agent works on this state folder, or a purge does. */
export class AgentRunsAlreadyError extends ParikshanError {
  readonly reason = 'AGENT_RUNS_ALREADY';

  /** @param pid of the other one; may be empty */
  constructor(stateDir: string, pid: string) {
    super(`Another agent${pid === '' ? '' : ` (pid ${pid})`} works on ${stateDir}.`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'End it first, or give each host a state folder of its own with --state-dir.',
      metadata: { stateDir, pid },
    });
  }
}

/** A link is not measured now: a freeze is under way at one of its ends, or another measurement. */
export class LinkBusyError extends ParikshanError {
  readonly reason = 'LINK_BUSY';

  constructor(with_: 'a freeze' | 'another measurement') {
    super(`The link is not measured now: ${with_} is under way.`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'Nothing: it is measured when that has ended.',
    });
  }
}

/** Something else on this host has addresses where instances are to have theirs. */
export class NetworkTakenError extends ParikshanError {
  readonly reason = 'NETWORK_TAKEN';

  constructor(network: string, device: string, address: string) {
    super(`The network of instances, ${network}, is not free: ${device} has ${address}.`, {
      code: 'FAILED_PRECONDITION',
      remedy:
        'Start the agent with another --instance-network (or --instance-network6), when it has no instances.',
      metadata: { network, device, address },
    });
  }
}

function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MiB`;
}

function text(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
