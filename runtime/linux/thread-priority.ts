import { checked, libcFunction, SyscallError } from './libc.js';

/** Numbers of ioprio_set(2), for which the C library has no function. */
const SYS_IOPRIO_SET: Readonly<Partial<Record<NodeJS.Architecture, number>>> = { x64: 251, arm64: 30 };
const IOPRIO_WHO_PROCESS = 1;
const IOPRIO_CLASS_IDLE = 3 << 13;
const PRIO_PROCESS = 0;

const syscall = libcFunction<[number, number, number, number]>(
  'long syscall(long number, long a, long b, long c)',
);
const setpriority = libcFunction<[number, number, number]>(
  'int setpriority(int which, int who, int priority)',
);

/**
 * The thread that calls this reads and writes only when nobody else wants to, as far as the I/O scheduler of the disk knows
 * priorities (bfq, mq-deadline; not `none`), and has the processor at nice 10. For good. Synchronous calls only: what Node does
 * elsewhere it does on threads of its own.
 * @throws SyscallError, ENOSYS on architectures whose number is not known
 */
export function giveWayToOthers(): void {
  const number = SYS_IOPRIO_SET[process.arch];
  if (number === undefined) throw new SyscallError('ioprio_set', ENOSYS);
  checked('ioprio_set', syscall(number, IOPRIO_WHO_PROCESS, 0, IOPRIO_CLASS_IDLE));
  checked('setpriority', setpriority(PRIO_PROCESS, 0, 10));
}

const ENOSYS = 38;
