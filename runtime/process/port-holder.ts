import { readdir, readFile, readlink } from 'node:fs/promises';
import { describeProcess } from './identity.js';
import { allPids } from './pids.js';

/** State LISTEN in /proc/net/tcp, include/net/tcp_states.h. */
const LISTEN = '0A';

/**
 * Who listens on a TCP port in our network namespace, as `name (pid N)`. Undefined when nobody does, or when /proc does
 * not tell: the process may be another user's, or in another pid namespace.
 */
export async function portHolder(port: number): Promise<string | undefined> {
  const sockets = new Set<string>();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    const text = await readFile(table, 'latin1').catch(() => '');
    for (const inode of listeningInodes(text, port)) sockets.add(`socket:[${inode}]`);
  }
  if (sockets.size === 0) return undefined;
  for (const pid of await allPids()) {
    if (!(await holdsOneOf(pid, sockets))) continue;
    const found = await describeProcess(pid);
    if (found !== undefined) return `${found.program || found.words[0] || 'a process'} (pid ${found.pid})`;
  }
  return undefined;
}

/** Inodes of the sockets that listen on the port, from the text of /proc/net/tcp or tcp6. */
export function listeningInodes(table: string, port: number): string[] {
  const inodes: string[] = [];
  for (const line of table.split('\n').slice(1)) {
    // sl, local_address, rem_address, st, tx:rx, tr:when, retrnsmt, uid, timeout, inode
    const fields = line.trim().split(/\s+/);
    const localPort = Number.parseInt(fields[1]?.split(':')[1] ?? '', 16);
    if (localPort === port && fields[3] === LISTEN && fields[9] !== undefined) inodes.push(fields[9]);
  }
  return inodes;
}

async function holdsOneOf(pid: number, sockets: ReadonlySet<string>): Promise<boolean> {
  const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
  for (const descriptor of descriptors) {
    const link = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '');
    if (sockets.has(link)) return true;
  }
  return false;
}
