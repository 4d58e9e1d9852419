/** Findings about this host: CRIU, what the agent may do, room. Pure. */
import type { Check } from '../../proto/gen/parikshan/v1/Check.js';
import type { CloneFacts, ContainerProcess } from './facts.js';
import { judged } from './verdict.js';

/** Room for what production and replicas write to their disks after the snapshot, bytes a disk. */
export const DISK_RESERVE_BYTES = 256 * 2 ** 20;

const NOBODY_TRACES = 3;

export function hostFindings(facts: CloneFacts): Check[] {
  return [criu(facts), rights(facts), memoryRoom(facts), imageRoom(facts), diskRoom(facts)];
}

function criu({ criuFault, criuVersion }: CloneFacts): Check {
  return judged(
    {
      name: 'criu-self-test',
      well: `CRIU ${criuVersion ?? ''} dumps and restores a process with a TCP connection.`,
      consequence: 'no memory can be dumped',
      remedy: 'Run scripts/setup as root on this host.',
    },
    criuFault === undefined ? [] : [`This host has no CRIU that works: ${criuFault}`],
  );
}

function rights({ rights: { missing, filtered, ptraceScope }, processes }: CloneFacts): Check {
  const faults = missing.map((lack) => `The agent lacks ${lack}`);
  if (ptraceScope >= NOBODY_TRACES) faults.push('The kernel lets nobody trace (kernel.yama.ptrace_scope=3)');
  const hidden = processes.find((process) => process.filtered);
  if (filtered && hidden !== undefined)
    faults.push(
      `The agent runs under a seccomp filter and so cannot read that of ${hidden.name} (pid ${hidden.pid})`,
    );
  return judged(
    {
      name: 'agent-rights',
      well: 'The agent may do all that a dump needs.',
      consequence: 'CRIU could not stop or read the container',
      remedy:
        ptraceScope >= NOBODY_TRACES
          ? 'Boot with kernel.yama.ptrace_scope below 3: it cannot be lowered while the machine runs.'
          : 'Run the agent as root, outside of a container or in a privileged one.',
    },
    faults,
  );
}

function gibibytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(2)} GiB`;
}

/**
 * Bytes of the memory images, at most: private pages process by process, shared ones once. What is shared is no more than what
 * was touched by anybody and no more than what is mapped.
 */
export function imageBytes(processes: readonly ContainerProcess[]): number {
  const sum = (of: (process: ContainerProcess) => number) =>
    processes.reduce((total, process) => total + of(process), 0);
  const mapped = new Map(processes.flatMap(({ sharedMappings }) => Object.entries(sharedMappings)));
  const shared = [...mapped.values()].reduce((total, size) => total + size, 0);
  const ghosts = new Map(
    processes.flatMap(({ descriptors }) =>
      descriptors.flatMap(({ file }) =>
        file?.kind === 'regular' && file.names === 0 ? [[file.inode, file.storedBytes] as const] : [],
      ),
    ),
  );
  const deleted = [...ghosts.values()].reduce((total, size) => total + size, 0);
  return (
    sum((process) => process.privateBytes) +
    Math.min(
      shared,
      sum((process) => process.sharedBytes),
    ) +
    deleted
  );
}

function memoryRoom({ processes, replicas, memoryAvailable }: CloneFacts): Check {
  const needed = imageBytes(processes) * (1 + replicas);
  return judged(
    {
      name: 'memory-room',
      well: `${gibibytes(needed)} of memory needed, ${gibibytes(memoryAvailable)} can be had.`,
      consequence: 'production would be pushed out',
      remedy: 'Make fewer replicas, or free memory on this host.',
    },
    needed <= memoryAvailable
      ? []
      : [
          `Images and ${replicas} replicas need ${gibibytes(needed)} of memory, ${gibibytes(memoryAvailable)} can be had`,
        ],
  );
}

function imageRoom({ processes, imageRoom: room }: CloneFacts): Check {
  const needed = imageBytes(processes);
  return judged(
    {
      name: 'image-room',
      well: `The image area has room for ${gibibytes(room)}.`,
      consequence: 'the dump would end for want of room',
      remedy: 'Remove clones that are no longer needed (`parikshan clone list`).',
    },
    needed <= room
      ? []
      : [`The memory images need ${gibibytes(needed)}, the image area has room for ${gibibytes(room)}`],
  );
}

function diskRoom({ poolRoom, replicas }: CloneFacts): Check {
  const needed = DISK_RESERVE_BYTES * (1 + replicas);
  return judged(
    {
      name: 'disk-room',
      well: `The pool has ${gibibytes(poolRoom)} left.`,
      consequence: 'writes of production or of replicas could fail',
      remedy:
        'Remove clones and instances that are no longer needed, or give the state folder a larger disk.',
    },
    needed <= poolRoom
      ? []
      : [
          `The pool has ${gibibytes(poolRoom)} left; a clone with ${replicas} replicas wants at least ${gibibytes(needed)}`,
        ],
  );
}
