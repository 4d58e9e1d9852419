import { ParikshanError } from '../errors/mod.js';

/** A process would not end, not even by SIGKILL. Reason `PROCESS_WILL_NOT_END`; it waits in the kernel, on a disk most often. */
export class ProcessWillNotEndError extends ParikshanError {
  readonly reason = 'PROCESS_WILL_NOT_END';

  constructor(pid: number) {
    super(`Process ${pid} does not end, not even by SIGKILL.`, {
      code: 'FAILED_PRECONDITION',
      remedy: `See what it waits for: cat /proc/${pid}/stack.`,
      metadata: { pid: String(pid) },
    });
  }
}
