import { checked, libcFunction, SyscallError } from './libc.js';

const PTRACE_SINGLESTEP = 9;
const PTRACE_GETREGS = 12;
const PTRACE_SETREGS = 13;
const PTRACE_CONT = 7;
const PTRACE_DETACH = 17;
const PTRACE_SEIZE = 0x4206;
const PTRACE_INTERRUPT = 0x4207;
const PTRACE_GETSIGMASK = 0x420a;
const PTRACE_SETSIGMASK = 0x420b;
const PTRACE_EVENT_STOP = 128;

const WNOHANG = 1;
const WALL = 0x4000_0000;
const SIGTRAP = 5;
const EINVAL = 22;
const ESRCH = 3;
const ETIMEDOUT = 110;

/** struct user_regs_struct of x86-64: 27 words. */
const REGISTER_BYTES = 27 * 8;
const RAX = 10 * 8;
const RSI = 13 * 8;
const RDI = 14 * 8;
const ORIG_RAX = 15 * 8;
const RIP = 16 * 8;
/** Not inside a system call: else the kernel would take ours for one to be restarted. */
const NO_CALL = 0xffff_ffff_ffff_ffffn;
const SIGNAL_SET_BYTES = 8;

const MUNMAP = 11n;

/** A thread that does not stop within this long is left alone, milliseconds; it takes microseconds. */
const STOP_MS = 200;

const ptraceMemory = libcFunction<[number, number, number, Uint8Array]>(
  'long ptrace(long request, int pid, size_t address, void *data)',
);
const ptraceNumber = libcFunction<[number, number, number, number]>(
  'long ptrace(long request, int pid, size_t address, size_t data)',
);
const libcWaitpid = libcFunction<[number, Int32Array, number]>(
  'int waitpid(int pid, void *status, int options)',
);

/** Whether calls can be made in other processes on this machine. */
export const CAN_CALL_FOREIGN = process.arch === 'x64';

/** A range of a process's memory. */
export interface MemoryRange {
  readonly start: bigint;
  readonly length: bigint;
}

/**
 * Has a thread of another process unmap a range of its memory (munmap(2)): it is stopped for some microseconds, makes the call with
 * the `syscall` instruction at `instruction`, and goes on where it was, its signals and an interrupted call included. The calling
 * thread waits.
 * @returns false when the thread is inside that range: try again later
 * @throws SyscallError: EPERM when somebody else traces it, ESRCH when it has ended, ETIMEDOUT when it does not stop
 */
export function unmapIn(thread: number, range: MemoryRange, instruction: bigint): boolean {
  checked('ptrace', ptraceNumber(PTRACE_SEIZE, thread, 0, 0), `of ${thread}`);
  try {
    checked('ptrace', ptraceNumber(PTRACE_INTERRUPT, thread, 0, 0), `interrupt of ${thread}`);
    awaitStop(thread, true);
    const registers = new Uint8Array(REGISTER_BYTES);
    checked('ptrace', ptraceMemory(PTRACE_GETREGS, thread, 0, registers), `registers of ${thread}`);
    const at = new DataView(registers.buffer).getBigUint64(RIP, true);
    if (at >= range.start && at < range.start + range.length) return false;
    unmap(thread, registers, range, instruction);
    return true;
  } finally {
    ptraceNumber(PTRACE_DETACH, thread, 0, 0);
  }
}

function unmap(thread: number, registers: Uint8Array, range: MemoryRange, instruction: bigint): void {
  const signals = new Uint8Array(SIGNAL_SET_BYTES);
  checked(
    'ptrace',
    ptraceMemory(PTRACE_GETSIGMASK, thread, SIGNAL_SET_BYTES, signals),
    `signals of ${thread}`,
  );
  const none = new Uint8Array(SIGNAL_SET_BYTES).fill(0xff);
  const call = Uint8Array.from(registers);
  const view = new DataView(call.buffer);
  view.setBigUint64(RAX, MUNMAP, true);
  view.setBigUint64(RDI, range.start, true);
  view.setBigUint64(RSI, range.length, true);
  view.setBigUint64(ORIG_RAX, NO_CALL, true);
  view.setBigUint64(RIP, instruction, true);
  // A signal that came in the middle would run its handler on these registers.
  checked('ptrace', ptraceMemory(PTRACE_SETSIGMASK, thread, SIGNAL_SET_BYTES, none), `signals of ${thread}`);
  try {
    checked('ptrace', ptraceMemory(PTRACE_SETREGS, thread, 0, call), `registers of ${thread}`);
    checked('ptrace', ptraceNumber(PTRACE_SINGLESTEP, thread, 0, 0), `step of ${thread}`);
    awaitStop(thread, false);
    checked('ptrace', ptraceMemory(PTRACE_GETREGS, thread, 0, call), `registers of ${thread}`);
  } finally {
    ptraceMemory(PTRACE_SETREGS, thread, 0, registers);
    ptraceMemory(PTRACE_SETSIGMASK, thread, SIGNAL_SET_BYTES, signals);
  }
  if (view.getBigUint64(RAX, true) !== 0n) throw new SyscallError('munmap', EINVAL, `in ${thread}`);
}

/** Waits for the stop that was asked for: an interrupt's, or that of a step. A signal on its way in is let through before an interrupt. */
function awaitStop(thread: number, interrupt: boolean): void {
  const status = new Int32Array(1);
  const until = performance.now() + STOP_MS;
  while (performance.now() < until) {
    if (checked('waitpid', libcWaitpid(thread, status, WALL | WNOHANG), `for ${thread}`) === 0) continue;
    const word = status[0] ?? 0;
    if ((word & 0xff) !== 0x7f) throw new SyscallError('waitpid', ESRCH, `for ${thread}`);
    const signal = (word >> 8) & 0xff;
    const wanted = interrupt ? word >> 16 === PTRACE_EVENT_STOP : signal === SIGTRAP;
    if (wanted) return;
    checked('ptrace', ptraceNumber(PTRACE_CONT, thread, 0, signal), `signal ${signal} of ${thread}`);
  }
  throw new SyscallError('waitpid', ETIMEDOUT, `for ${thread}`);
}
