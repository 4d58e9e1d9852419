import { closeSync, openSync } from 'node:fs';
import { checked, libcFunction } from './libc.js';

const CLONE_NEWNET = 0x4000_0000;
const setns = libcFunction<[number, number]>('int setns(int fd, int nstype)');

/**
 * Runs `fn` with this thread in the network namespace at `path` (`/run/netns/x`, `/proc/PID/ns/net`) and brings the
 * thread back, whatever `fn` does. A socket belongs for good to the namespace it was made in, so make it here and use
 * it anywhere. `fn` must be synchronous: nothing else of the process may run meanwhile.
 * Errors: Node's own when `path` cannot be opened; SyscallError (`setns`, EPERM without CAP_SYS_ADMIN).
 */
export function inNetworkNamespace<T>(path: string, fn: () => T): T {
  const home = openSync('/proc/thread-self/ns/net', 'r');
  try {
    const target = openSync(path, 'r');
    try {
      checked('setns', setns(target, CLONE_NEWNET), path);
    } finally {
      closeSync(target);
    }
    let result: T;
    try {
      result = fn();
    } finally {
      // A thread left in a replica's cell would make production's next socket there: better no process than that.
      if (setns(home, CLONE_NEWNET) === -1) process.abort();
    }
    if (result instanceof Promise) throw new TypeError('only synchronous work can run in another namespace');
    return result;
  } finally {
    closeSync(home);
  }
}
