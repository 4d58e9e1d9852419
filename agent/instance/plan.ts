// What a user asked for, checked and made complete. Pure.
import type { InstanceSpec__Output } from '../../proto/gen/parikshan/v1/InstanceSpec.js';
import type { ContainerUser, Limits } from '../container/mod.js';
import { alignedDiskBytes, DEFAULT_DISK_BYTES, MAX_DISK_BYTES, MIN_DISK_BYTES } from '../disk/mod.js';
import { InvalidInstanceSpecError } from '../errors.js';

/** An instance to be made; complete, in our own units. */
export interface InstancePlan {
  readonly name: string;
  readonly rootfs: string;
  readonly port: number;
  /** Undefined: not published. */
  readonly publishPort?: number;
  readonly env: readonly string[];
  readonly command: readonly string[];
  readonly cwd: string;
  readonly user: ContainerUser;
  readonly limits: Limits;
  /** Whole MiB. */
  readonly diskBytes: number;
}

/** Less than this and the runtime itself, which counts against the limit while it starts the container, is killed. */
export const MIN_MEMORY_BYTES = 16 * 2 ** 20;
const MIN_CPUS = 0.01;
const NAME = /^[a-z][a-z0-9-]{0,39}$/;

/** Throws InvalidInstanceSpecError with every fault found. `hostCpus`: cores of this host. */
export function planInstance(spec: InstanceSpec__Output, hostCpus: number): InstancePlan {
  const faults: string[] = [];
  const need = (ok: boolean, fault: string): void => {
    if (!ok) faults.push(fault);
  };
  need(
    NAME.test(spec.name),
    `the name "${spec.name}" is not 1 to 40 of a-z, 0-9 and hyphen, beginning with a letter`,
  );
  need(spec.rootfs.startsWith('/'), `the root filesystem "${spec.rootfs}" is not an absolute path`);
  need(isPort(spec.port), `${spec.port} is not a port (1 to 65535)`);
  need(spec.publishPort === 0 || isPort(spec.publishPort), `${spec.publishPort} is not a port (1 to 65535)`);
  need(spec.command.length > 0 && spec.command[0] !== '', 'there is no command');
  for (const entry of spec.env) need(/^[^=\0]+=[^\0]*$/.test(entry), `"${entry}" is not NAME=VALUE`);
  need(!spec.command.some((part) => part.includes('\0')), 'the command holds a NUL');
  need(
    /^(\/.*)?$/.test(spec.workingDirectory),
    `the working directory "${spec.workingDirectory}" is not an absolute path`,
  );
  const user = parseUser(spec.user);
  need(user !== undefined, `the user "${spec.user}" is not UID or UID:GID, 0 to 65535 each`);
  need(
    spec.memoryBytes === 0 || spec.memoryBytes >= MIN_MEMORY_BYTES,
    `a memory limit of ${spec.memoryBytes} bytes is below the least that works, ${MIN_MEMORY_BYTES}`,
  );
  need(
    spec.cpus === 0 || (spec.cpus >= MIN_CPUS && spec.cpus <= hostCpus),
    `${spec.cpus} is not a number of cores this host can give (${MIN_CPUS} to ${hostCpus})`,
  );
  const diskBytes = alignedDiskBytes(spec.diskBytes === 0 ? DEFAULT_DISK_BYTES : spec.diskBytes);
  need(
    diskBytes >= MIN_DISK_BYTES && diskBytes <= MAX_DISK_BYTES,
    `a disk of ${spec.diskBytes} bytes is not within ${MIN_DISK_BYTES} and ${MAX_DISK_BYTES}`,
  );
  if (faults.length > 0 || user === undefined) throw new InvalidInstanceSpecError(faults);
  return {
    name: spec.name,
    rootfs: spec.rootfs,
    port: spec.port,
    ...(spec.publishPort === 0 ? {} : { publishPort: spec.publishPort }),
    env: spec.env,
    command: spec.command,
    cwd: spec.workingDirectory,
    user,
    limits: {
      ...(spec.memoryBytes === 0 ? {} : { memoryBytes: spec.memoryBytes }),
      ...(spec.cpus === 0 ? {} : { cpus: spec.cpus }),
    },
    diskBytes,
  };
}

/** The plan for what turned out to be a disk image: unless it was said, the disk is as large as the image's. */
export function sizedByImage(
  plan: InstancePlan,
  spec: Pick<InstanceSpec__Output, 'diskBytes'>,
  imageDiskBytes: number,
): InstancePlan {
  if (spec.diskBytes !== 0) return plan;
  return { ...plan, diskBytes: Math.max(MIN_DISK_BYTES, alignedDiskBytes(imageDiskBytes)) };
}

/** `uid[:gid]`, both within an instance's range; the group is the user's number where none is given, 0 for none at all. */
function parseUser(text: string): ContainerUser | undefined {
  if (text === '') return { uid: 0, gid: 0 };
  const match = /^(\d{1,5})(?::(\d{1,5}))?$/.exec(text);
  if (match === null) return undefined;
  const uid = Number(match[1]);
  const gid = match[2] === undefined ? uid : Number(match[2]);
  return uid <= 65_535 && gid <= 65_535 ? { uid, gid } : undefined;
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535;
}
