import { readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { hasEnded, readStat } from './stat.js';

/** A process, told apart from a later one that got the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, clock ticks since boot. */
  readonly startTicks: number;
}

/** A process with what it runs. */
export interface ProcessDescription extends ProcessIdentity {
  /** Name of the program's file without its folder; empty when it may not be known. */
  readonly program: string;
  /** Its command line, the program first. */
  readonly words: readonly string[];
}

/** The process of that number; undefined when there is none, or when it has ended and was not collected yet. */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | undefined> {
  const stat = await readStat(pid);
  return stat === undefined || hasEnded(stat) ? undefined : { pid, startTicks: stat.startTicks };
}

/** The process of that number with what it runs; undefined when there is none. */
export async function describeProcess(pid: number): Promise<ProcessDescription | undefined> {
  const identity = await identifyProcess(pid);
  if (identity === undefined) return undefined;
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  // A program that was upgraded while it runs shows as `/usr/sbin/x (deleted)`.
  const file = (await readlink(`/proc/${pid}/exe`).catch(() => '')).replace(/ \(deleted\)$/, '');
  return { ...identity, program: basename(file), words: line.split('\0').slice(0, -1) };
}

/** Whether that very process still runs. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  return (await identifyProcess(identity.pid))?.startTicks === identity.startTicks;
}
