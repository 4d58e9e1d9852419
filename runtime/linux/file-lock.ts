import { constants } from 'node:os';
import { checked, libcFunction, SyscallError } from './libc.js';

const LOCK_EX = 2;
const LOCK_NB = 4;
const flock = libcFunction<[number, number]>('int flock(int fd, int operation)');

/**
 * Takes the exclusive lock of an open file, flock(2), without waiting. It holds until the descriptor is closed, and so
 * at the latest until the process ends, however it ends.
 * @returns false when another process holds it
 * @throws SyscallError
 */
export function tryLockFile(descriptor: number): boolean {
  try {
    checked('flock', flock(descriptor, LOCK_EX | LOCK_NB));
    return true;
  } catch (error) {
    if (error instanceof SyscallError && error.errno === constants.errno.EWOULDBLOCK) return false;
    throw error;
  }
}
