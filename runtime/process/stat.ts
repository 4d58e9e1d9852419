/** /proc/PID/stat, and that of a thread: what the kernel says of one in a line; proc_pid_stat(5). */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { allPids } from './pids.js';

/** Clock ticks a second: USER_HZ, the same on every Linux that Node runs on. */
export const TICKS_PER_SECOND = 100;

/** Of a process, or of one thread. */
export interface ProcessStat {
  readonly pid: number;
  /** Its name (comm): at most 15 bytes of its own choice, so anything may be in it, a line break too. */
  readonly name: string;
  /** One letter: R and D work or wait for the disk, S and I wait for something to happen, T and t are stopped, Z and X have ended. */
  readonly state: string;
  /** Pid of its parent; 0: outside of our pid namespace, or none. */
  readonly parent: number;
  /** Pid of its session's leader; 0: outside of our pid namespace. */
  readonly session: number;
  /** Processor time used so far, in user mode and in the kernel, clock ticks. Of a process: all its threads. */
  readonly userTicks: number;
  readonly systemTicks: number;
  /** When it started, clock ticks since boot: with the pid it is that one, and no later one of the same number. */
  readonly startTicks: number;
}

/** Fields behind the name up to the start, which is the last that anybody here asks for. */
const FIELDS = 20;

/** Reads the line; undefined when it is none. Pure. */
export function parseStat(text: string): ProcessStat | undefined {
  const open = text.indexOf('(');
  // What follows the name is one letter and numbers, so its bracket is the last one.
  const close = text.lastIndexOf(')');
  const fields = text.slice(close + 2).split(' ', FIELDS);
  if (open < 0 || close < open || fields.length < FIELDS) return undefined;
  return {
    pid: Number.parseInt(text, 10),
    name: text.slice(open + 1, close),
    state: fields[0]!,
    parent: Number(fields[1]),
    session: Number(fields[3]),
    userTicks: Number(fields[11]),
    systemTicks: Number(fields[12]),
    startTicks: Number(fields[19]),
  };
}

/** Whether it has ended, and is only still listed: its parent has yet to take note (Z), or the kernel takes it away (X). */
export function hasEnded({ state }: ProcessStat): boolean {
  return state === 'Z' || state === 'X';
}

/** Whether somebody has stopped it: SIGSTOP (T), or a tracer (t). */
export function isStopped({ state }: ProcessStat): boolean {
  return state === 'T' || state === 't';
}

/** Of a process; undefined when there is none of that number. */
export async function readStat(pid: number): Promise<ProcessStat | undefined> {
  return readFile(`/proc/${pid}/stat`, 'utf8').then(parseStat, () => undefined);
}

/** Of all processes that are there. */
export async function readAllStats(): Promise<ProcessStat[]> {
  const stats = await Promise.all((await allPids()).map((pid) => readStat(pid)));
  return stats.filter((stat) => stat !== undefined);
}

/** Of one process at once, for whoever may not let others run meanwhile; with `thread`, of that thread alone. */
export function readStatSync(pid: number, thread?: number): ProcessStat | undefined {
  try {
    return parseStat(
      readFileSync(thread === undefined ? `/proc/${pid}/stat` : `/proc/${pid}/task/${thread}/stat`, 'utf8'),
    );
  } catch {
    return undefined;
  }
}
