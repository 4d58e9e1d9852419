/**
 * CRIU makes a process call something by writing the call over its code and letting it run to a trap, and has its other threads run
 * code of CRIU's up to a trap likewise. Whoever ends CRIU in the middle of that ends the process too: nobody is there to take the
 * trap, and the code stays overwritten. This tells such a moment, so that a late dump is ended a little later.
 */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { CAN_CALL_FOREIGN, type MemoryRange } from '../../runtime/linux/mod.js';
import { hasEnded, isStopped, parseMaps, readMapsSync, readStatSync } from '../../runtime/process/mod.js';
import { PARASITE, pidsIn, rangesOf } from './parasite-end.js';

/** What CRIU writes over the code on x86-64: `syscall`, and traps; behind it, for one of the calls, a name (compel's infect.c). */
const CALL = Buffer.of(0x0f, 0x05, 0xcc, 0xcc, 0xcc, 0xcc, 0xcc, 0xcc);
const NAME = Buffer.from('CRIUMFD\0');
/** CRIU takes the first code that is at least so long, bytes. */
const LEAST_CODE_BYTES = 4096n;

/** Between two looks, and for how long a better moment is waited for: one call takes far less. Milliseconds. */
const LOOK_MS = 2;
const GIVEN_UP_MS = 250;

/** Where CRIU would write into a process with these maps; undefined when it has no code. Pure. */
export function injectedAt(maps: string): bigint | undefined {
  for (const { start, end, access } of parseMaps(maps)) {
    if (access[2] === 'x' && end - start >= LEAST_CODE_BYTES) return start;
  }
  return undefined;
}

/** Whether a thread with this /proc/PID/task/TID/syscall is somewhere in these ranges, or does not stand. Pure. */
export function isWithin(syscall: string, ranges: readonly MemoryRange[]): boolean {
  const text = syscall.trim();
  if (text === '') return false;
  if (text === 'running') return true;
  const at = BigInt(text.slice(text.lastIndexOf(' ') + 1));
  return ranges.some(({ start, length }) => at >= start && at < start + length);
}

/** A running CRIU; `signal` reaches it and its children, and does nothing once it has ended. */
export interface RunningCriu {
  readonly pid: number;
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
}

/**
 * Stops CRIU (SIGSTOP) at a moment at which it may be killed. When there is none for 250 ms, or this kind of machine cannot be looked
 * at, it is stopped where it is.
 */
export async function stopForKill(criu: RunningCriu, netns: string): Promise<void> {
  for (let waited = 0; ; waited += LOOK_MS) {
    criu.signal('SIGSTOP');
    while (isRunning(criu.pid)) await delay(1);
    if (!CAN_CALL_FOREIGN || waited >= GIVEN_UP_MS || !pidsIn(netns).some(isInTheMiddle)) return;
    criu.signal('SIGCONT');
    await delay(LOOK_MS);
  }
}

/** Whether CRIU has a process make a call just now, or one of its threads run code of CRIU's. */
export function isInTheMiddle(pid: number): boolean {
  try {
    const maps = readMapsSync(pid);
    const code = injectedAt(maps);
    if (code !== undefined && isOverwritten(pid, code)) return true;
    const parasites = rangesOf(maps, PARASITE);
    if (parasites.length === 0) return false;
    // The first thread waits in there for commands, and leaves by itself when nobody gives them.
    return readdirSync(`/proc/${pid}/task`).some(
      (tid) =>
        tid !== String(pid) && isWithin(readFileSync(`/proc/${pid}/task/${tid}/syscall`, 'utf8'), parasites),
    );
  } catch {
    // It is gone.
    return false;
  }
}

function isOverwritten(pid: number, at: bigint): boolean {
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    const code = Buffer.alloc(CALL.length + NAME.length);
    readSync(memory, code, 0, code.length, at);
    return code.indexOf(CALL) === 0 || code.indexOf(NAME) === CALL.length;
  } finally {
    closeSync(memory);
  }
}

/** False when it is stopped, or gone. */
function isRunning(pid: number): boolean {
  const stat = readStatSync(pid);
  return stat !== undefined && !isStopped(stat) && !hasEnded(stat);
}
