import { checked, libcFunction } from './libc.js';
import { closeDescriptor } from './socket.js';

/** The same numbers on every architecture: calls since 5.0 share one table. */
const PIDFD_OPEN = 434;
const PIDFD_GETFD = 438;

const syscall = libcFunction<[number, number, number, number]>(
  'long syscall(long number, long first, long second, long third)',
);

/**
 * A descriptor of another process as one of our own, which is to be closed: pidfd_getfd(2), Linux 5.6. Both share what
 * it stands for. Needs the right to trace that process.
 * @throws SyscallError, ESRCH when the process is gone, EBADF when the descriptor is
 */
export function borrowDescriptor(pid: number, descriptor: number): number {
  const process = checked('pidfd_open', syscall(PIDFD_OPEN, pid, 0, 0), `of ${pid}`);
  try {
    return checked('pidfd_getfd', syscall(PIDFD_GETFD, process, descriptor, 0), `${descriptor} of ${pid}`);
  } finally {
    closeDescriptor(process);
  }
}
