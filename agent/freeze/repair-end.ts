/**
 * CRIU reads a connection with TCP_REPAIR on, and a dump that is killed leaves it on: the socket then refuses to read
 * or write, and is closed without a word to its peer. This ends it.
 */
import { readdirSync, readlinkSync } from 'node:fs';
import { borrowDescriptor, closeDescriptor, isInRepair, setRepair } from '../../runtime/linux/mod.js';
import { allPidsSync } from '../../runtime/process/mod.js';

/** A socket as one of its owners has it. */
export interface HeldSocket {
  readonly pid: number;
  readonly descriptor: number;
}

/** Ends repair on every TCP socket of the processes in a network namespace; @returns on how many it was on. */
export function endRepair(netns: string): number {
  return endRepairOn(socketsOf(netns));
}

/** Ends repair on these sockets: to know them beforehand saves the search when every moment counts. */
export function endRepairOn(sockets: readonly HeldSocket[]): number {
  return sockets.filter(({ pid, descriptor }) => endRepairOf(pid, descriptor)).length;
}

/** Every socket of the processes in a network namespace, once. @throws Node's ENOENT when there is no such namespace */
export function socketsOf(netns: string): HeldSocket[] {
  const seen = new Map<string, HeldSocket>();
  for (const { pid, descriptor, inode } of socketsIn(readlinkSync(netns)))
    if (!seen.has(inode)) seen.set(inode, { pid, descriptor });
  return [...seen.values()];
}

function endRepairOf(pid: number, descriptor: number): boolean {
  let own: number | undefined;
  try {
    own = borrowDescriptor(pid, descriptor);
    if (!isInRepair(own)) return false;
    setRepair(own, 'off');
    return true;
  } catch {
    // The process or its socket has gone meanwhile, or it is no TCP socket.
    return false;
  } finally {
    if (own !== undefined) closeDescriptor(own);
  }
}

function* socketsIn(namespace: string): Generator<{ pid: number; descriptor: number; inode: string }> {
  for (const pid of allPidsSync()) {
    if (linkOf(`/proc/${pid}/ns/net`) !== namespace) continue;
    for (const descriptor of namesIn(`/proc/${pid}/fd`)) {
      const inode = linkOf(`/proc/${pid}/fd/${descriptor}`);
      if (inode?.startsWith('socket:')) yield { pid, descriptor: Number(descriptor), inode };
    }
  }
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
