// The OCI runtime spec of an instance. Pure: the same input gives the same config.json.
import { DEFAULT_CAPABILITIES } from './capabilities.js';
import { idMappings, type IdRange } from './id-range.js';

/** What the config.json of a container is made from. */
export interface SpecInput {
  /** Container name, for the annotations. */
  readonly name: string;
  /** Host path of the mounted root filesystem, whose /dev is a folder owned by the id range. */
  readonly rootfsPath: string;
  /** Command and arguments, at least one. */
  readonly command: readonly string[];
  /** NAME=VALUE; PATH, HOME and HOSTNAME are added where missing. */
  readonly env: readonly string[];
  /** Working directory inside; empty: /. */
  readonly cwd: string;
  readonly user: ContainerUser;
  /** Host ids that 0 to 65535 inside stand for. */
  readonly idRange: IdRange;
  /** Path below each cgroup controller, beginning with a slash. */
  readonly cgroupsPath: string;
  readonly limits: Limits;
  /** Executable which runs on the host once the namespaces exist; it brings the network. */
  readonly hookPath: string;
  readonly hostname: string;
}

export interface ContainerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Limits of a container; undefined: none. */
export interface Limits {
  readonly memoryBytes?: number;
  /** Cores, may be a fraction. */
  readonly cpus?: number;
}

export interface Mount {
  readonly destination: string;
  readonly type: string;
  readonly source: string;
  readonly options: readonly string[];
}

export type OciSpec = ReturnType<typeof buildSpec>;

const DEFAULT_PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The length of the CPU scheduler's period, microseconds; the kernel's default. */
const CPU_PERIOD_US = 100_000;

/** Time for the hook to move and configure one veth, seconds; it takes some 20 ms. */
const HOOK_TIMEOUT_S = 30;

/**
 * The config.json of a container, OCI runtime spec 1.0.2.
 *
 * It is kept small on purpose, because a checkpoint pays for each mount under the freeze, most of all for each tmpfs,
 * which is archived file by file: no sysfs (it cannot be mounted in a user namespace), no masked or read-only
 * paths (each is a mount; the user namespace already keeps root inside from what is the host's in /proc), and
 * no tmpfs: /dev is a folder of the disk, into which runc binds the six devices by itself, and /dev/shm and /dev/mqueue are plain
 * folders there, carried by the disk snapshot. runc must be left to set up /dev: only then does it swap the host's /dev/null
 * on stdin for the container's own, without which no checkpoint is possible.
 * No rlimits: raising one needs CAP_SYS_RESOURCE, which not every host grants.
 */
export function buildSpec(input: SpecInput) {
  const mapping = idMappings(input.idRange);
  const capabilities = [...DEFAULT_CAPABILITIES];
  return {
    ociVersion: '1.0.2',
    hostname: input.hostname,
    root: { path: input.rootfsPath, readonly: false },
    process: {
      terminal: false,
      user: { uid: input.user.uid, gid: input.user.gid },
      args: [...input.command],
      env: environment(input),
      cwd: input.cwd === '' ? '/' : input.cwd,
      capabilities: { bounding: capabilities, effective: capabilities, permitted: capabilities },
      noNewPrivileges: true,
    },
    mounts: [...MOUNTS],
    hooks: { createRuntime: [{ path: input.hookPath, timeout: HOOK_TIMEOUT_S }] },
    annotations: { 'io.parikshan.name': input.name },
    linux: {
      namespaces: ['user', 'network', 'pid', 'mount', 'ipc', 'uts'].map((type) => ({ type })),
      uidMappings: mapping,
      gidMappings: mapping,
      cgroupsPath: input.cgroupsPath,
      resources: {
        devices: [{ allow: false, access: 'rwm' }],
        ...memoryLimit(input.limits),
        ...cpuLimit(input.limits),
      },
    },
  };
}

function environment(input: SpecInput): string[] {
  const given = new Set(input.env.map((entry) => entry.split('=', 1)[0]));
  const home = `HOME=${input.user.uid === 0 ? '/root' : '/'}`;
  const defaults = [DEFAULT_PATH, home, `HOSTNAME=${input.hostname}`];
  return [...defaults.filter((entry) => !given.has(entry.split('=', 1)[0])), ...input.env];
}

const MOUNTS: readonly Mount[] = [
  { destination: '/proc', type: 'proc', source: 'proc', options: ['nosuid', 'noexec', 'nodev'] },
  {
    destination: '/dev/pts',
    type: 'devpts',
    source: 'devpts',
    options: ['nosuid', 'noexec', 'newinstance', 'ptmxmode=0666', 'mode=0620', 'gid=5'],
  },
];

function memoryLimit(limits: Limits) {
  return limits.memoryBytes === undefined ? {} : { memory: { limit: limits.memoryBytes } };
}

function cpuLimit(limits: Limits) {
  if (limits.cpus === undefined) return {};
  return { cpu: { period: CPU_PERIOD_US, quota: Math.max(1000, Math.round(limits.cpus * CPU_PERIOD_US)) } };
}
