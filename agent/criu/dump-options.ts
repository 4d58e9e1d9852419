/** What is asked of CRIU for a dump and the settings for `runc restore`: pure, so that it can be read in one place. */
import { CGROUPS_IGNORE, CLONE_NEWNET, NETWORK_LOCK_SKIP, type DumpOptions } from './rpc.js';

/** What is to be dumped. */
export interface DumpRequest {
  /** Host pid of the container's first process. */
  readonly pid: number;
  /** The container's root filesystem as the host sees it. */
  readonly rootfs: string;
  /** Destinations of bind mounts in the container, e.g. /dev/null: they are not dumped but bound again on restore. */
  readonly boundPaths: readonly string[];
  /** CRIU gives up collecting processes after this many seconds. */
  readonly timeoutSeconds: number;
}

/** Largest deleted-but-open file that goes into the images, bytes: databases keep their temporary tables in such files. */
export const GHOST_LIMIT_BYTES = 256 * 1024 * 1024;

export const DUMP_LOG = 'dump.log';

/**
 * Options for CRIU.
 *
 * - No freezer cgroup: with one CRIU polls every 100 ms while it freezes.
 * - No network lock of CRIU's: the guard holds the network by a rule that expires by itself, so that no death of ours can
 *   leave production cut off.
 * - Moments are told over the socket: no program is started while the container stands still.
 * - Connections not accepted yet are not in the images; the replayer dials them from their first byte.
 * - The network namespace is left empty: the cell brings its own; dumping production's takes 20 ms of the freeze.
 * - Cgroups are left alone: a replica has a group of its own.
 */
export function dumpOptions(request: DumpRequest): DumpOptions {
  return {
    pid: request.pid,
    root: request.rootfs,
    logFile: DUMP_LOG,
    logLevel: 2,
    leaveRunning: true,
    tcpEstablished: true,
    tcpSkipInFlight: true,
    fileLocks: true,
    notifyScripts: true,
    manageCgroupsMode: CGROUPS_IGNORE,
    emptyNs: CLONE_NEWNET,
    networkLock: NETWORK_LOCK_SKIP,
    timeout: request.timeoutSeconds,
    ghostLimit: GHOST_LIMIT_BYTES,
    external: request.boundPaths.map((path) => `mnt[${path}]:${path}`),
  };
}

/**
 * Options for one round ahead of a dump: of memory only what has changed since the round in `parent` (a path from this one's
 * images; undefined: all). CRIU lets the processes run again before it writes, and tells no moments.
 */
export function preDumpOptions(dump: DumpOptions, parent: string | undefined): DumpOptions {
  return { ...dump, trackMem: true, ...(parent === undefined ? {} : { parentImg: parent }) };
}

/**
 * CRIU's configuration file for `runc restore` (annotation org.criu.config). runc 1.1 cannot ask for these itself.
 * The equals sign is needed: --manage-cgroups takes an optional argument.
 */
export const RESTORE_CONFIG = 'manage-cgroups=ignore\nskip-in-flight\n';
