import { constants } from 'node:os';
import koffi from 'koffi';

/**
 * One failed system call. `errno` is the number, `code` its name as Node spells it in its own errors (`EPERM`), so
 * that both kinds can be told apart by the same predicate.
 */
export class SyscallError extends Error {
  override readonly name = 'SyscallError';
  readonly call: string;
  readonly errno: number;
  readonly code: string;

  constructor(call: string, errno: number, detail = '') {
    const code = errorName(errno);
    super(`${call}${detail === '' ? '' : ` ${detail}`}: ${code}`);
    this.call = call;
    this.errno = errno;
    this.code = code;
  }
}

function errorName(errno: number): string {
  const found = Object.entries(constants.errno).find(([, value]) => value === errno);
  return found?.[0] ?? `errno ${errno}`;
}

/** The C library of this process; koffi finds its functions lazily, so that importing this works on any system. */
let library: ReturnType<typeof koffi.load> | undefined;

/** A function of the C library by its prototype, resolved at the first call. Answers are plain numbers. */
export function libcFunction<A extends unknown[], R = number>(prototype: string): (...args: A) => R {
  let resolved: ((...args: A) => R) | undefined;
  return (...args) => {
    library ??= koffi.load(null);
    resolved ??= library.func(prototype) as (...args: A) => R;
    return resolved(...args);
  };
}

/** Gives back the result of a call that answers -1 on failure, or throws its SyscallError. */
export function checked(call: string, result: number, detail = ''): number {
  // Nothing may run between the call and this line: the C library's errno is one per thread.
  if (result === -1) throw new SyscallError(call, koffi.errno(), detail);
  return result;
}

/** The errno of the call that just failed. */
export function lastErrno(): number {
  return koffi.errno();
}
