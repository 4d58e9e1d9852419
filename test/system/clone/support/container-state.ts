/** What can be seen from outside of whether a container runs, and of whether somebody left something in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { borrowDescriptor, closeDescriptor, isInRepair } from '../../../../runtime/linux/mod.js';
import { socketsOf } from '../../../../agent/freeze/mod.js';

/** Whether somebody traces a thread of the process. */
export function isTraced(pid: number): boolean {
  return threads(pid).some((thread) => statusOf(pid, thread, 'TracerPid') !== '0');
}

/** Whether every thread runs or waits of its own will. */
export function isUntouched(pid: number): boolean {
  return threads(pid).every(
    (thread) => statusOf(pid, thread, 'TracerPid') === '0' && !/^[Tt]/.test(statusOf(pid, thread, 'State')),
  );
}

/** How many TCP sockets of the container are in repair. */
export function socketsInRepair(pid: number): number {
  return socketsOf(`/proc/${pid}/ns/net`).filter(({ pid: owner, descriptor }) => {
    const own = borrowDescriptor(owner, descriptor);
    try {
      return isInRepair(own);
    } catch {
      // Not a TCP socket.
      return false;
    } finally {
      closeDescriptor(own);
    }
  }).length;
}

/**
 * What a dump could leave in a process and its own doings do not change: how many threads and descriptors it has, what of its memory it
 * can run, and what it shares with others.
 */
export function fingerprint(pid: number): unknown {
  const mappings = readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n');
  return {
    threads: threads(pid),
    blocked: threads(pid).map((thread) => statusOf(pid, thread, 'SigBlk')),
    descriptors: readdirSync(`/proc/${pid}/fd`),
    mappings: mappings.filter((line) => /^\S+ (..x.|...s) /.test(line)),
  };
}

function threads(pid: number): string[] {
  return readdirSync(`/proc/${pid}/task`);
}

function statusOf(pid: number, thread: string, field: string): string {
  const status = readFileSync(`/proc/${pid}/task/${thread}/status`, 'utf8');
  return new RegExp(`^${field}:\\s*(\\S+)`, 'm').exec(status)?.[1] ?? '';
}
