/** Looks at the container's sockets: the kernel's lists of its network namespace, and a closer look at what is in none of them. */
import { readlinkSync } from 'node:fs';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { run } from '../../runtime/command/mod.js';
import { borrowDescriptor, closeDescriptor, getIntOption } from '../../runtime/linux/mod.js';
import { allPids } from '../../runtime/process/mod.js';
import { nameOf } from './container-processes.js';
import type { ContainerProcess, NamedProcess, SocketFacts } from './facts.js';

/** The kernel's lists of sockets that CRIU can dump, and which column of each holds the inode. */
const LISTS: Readonly<Record<string, number>> = {
  tcp: 9,
  tcp6: 9,
  udp: 9,
  udp6: 9,
  udplite: 9,
  udplite6: 9,
  raw: 9,
  raw6: 9,
  icmp: 9,
  icmp6: 9,
  packet: 8,
  netlink: 9,
  unix: 6,
};
const NETLINK_UNREAD_COLUMN = 4;
const SOL_SOCKET = 1;
const AF_UNIX = 1;
const OPTION = { type: 3, protocol: 38, domain: 39 } as const;
const SS_TIMEOUT_MS = 10_000;

/** Connections that are looked at one by one, at most: it takes some 10 us each. */
const MOST_LOOKED_AT = 2_000;

/** What one of those lists holds: inodes, and of netlink those with unread messages. Pure. */
export function parseSocketList(name: string, text: string): { inodes: number[]; unread: number[] } {
  const rows = text
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .map((columns) => ({
      inode: Number(columns[LISTS[name] ?? 0]),
      unread: name === 'netlink' && Number(columns[NETLINK_UNREAD_COLUMN]) > 0,
    }))
    .filter(({ inode }) => inode > 0);
  return {
    inodes: rows.map(({ inode }) => inode),
    unread: rows.filter(({ unread }) => unread).map(({ inode }) => inode),
  };
}

/** Unix sockets and their other ends, from `ss -xaHn`: the last four columns are name, inode, name, inode. Pure. */
export function parsePeers(text: string): Map<number, number> {
  const pairs = text.split('\n').flatMap((line) => {
    const match = /\s(\d+)\s+\S+\s+(\d+)\s*$/.exec(line);
    return match === null || match[2] === '0' ? [] : [[Number(match[1]), Number(match[2])] as const];
  });
  return new Map(pairs);
}

/** Own sockets whose other end is none of ours. Pure. */
export function loneEnds(own: ReadonlySet<number>, peers: ReadonlyMap<number, number>): Map<number, number> {
  return new Map([...peers].filter(([inode, peer]) => own.has(inode) && !own.has(peer)));
}

/** Inodes of all sockets that these processes hold, and a process and descriptor for each. */
function ownSockets(processes: readonly ContainerProcess[]): Map<number, { pid: number; number: number }> {
  return new Map(
    processes.flatMap(({ pid, descriptors }) =>
      descriptors.flatMap(({ link, number }) => {
        const inode = /^socket:\[(\d+)\]$/.exec(link)?.[1];
        return inode === undefined ? [] : [[Number(inode), { pid, number }] as const];
      }),
    ),
  );
}

/** `pid`: the container's first process; `processes` were read after `peersBefore` was. */
export async function socketFacts(
  pid: number,
  processes: readonly ContainerProcess[],
  peersBefore: ReadonlyMap<number, number>,
): Promise<SocketFacts> {
  const own = ownSockets(processes);
  const lists = await Promise.all(
    Object.keys(LISTS).map(async (name) => ({
      name,
      ...parseSocketList(name, await readFile(`/proc/${pid}/net/${name}`, 'utf8').catch(() => '')),
    })),
  );
  // Multipath TCP is in the lists of TCP, with what it runs over.
  const plain = lists.filter(({ name }) => !name.startsWith('tcp'));
  const listed = new Set(plain.flatMap(({ inodes }) => inodes));
  const unread = new Set(lists.flatMap((list) => list.unread));
  const kinds = [...own]
    .filter(([inode]) => !listed.has(inode))
    .slice(0, MOST_LOOKED_AT)
    .flatMap(([inode, holder]) => {
      const kind = lookAt(holder.pid, holder.number, inode);
      return kind === undefined ? [] : [{ inode, ...kind }];
    });
  const inodes = new Set(own.keys());
  // What somebody outside connected to a listener of the container is of that somebody's network namespace: it is in no list here.
  const elsewhere = kinds.filter(({ family }) => family === AF_UNIX).map(({ inode }) => inode);
  return {
    kinds,
    external: [
      ...(await externalSockets(pid, inodes, loneEnds(inodes, peersBefore))),
      ...(await connectedFromOutside(elsewhere)),
    ],
    unreadNetlink: [...inodes].filter((inode) => unread.has(inode)),
  };
}

/** What kind of socket it is; undefined when it has gone meanwhile. */
function lookAt(
  pid: number,
  number: number,
  inode: number,
): { family: number; type: number; protocol: number } | undefined {
  let borrowed: number | undefined;
  try {
    borrowed = borrowDescriptor(pid, number);
    // The number may stand for another one by now.
    if (readlinkSync(`/proc/self/fd/${borrowed}`) !== `socket:[${inode}]`) return undefined;
    const option = (name: number) => getIntOption(borrowed ?? -1, SOL_SOCKET, name);
    return { family: option(OPTION.domain), type: option(OPTION.type), protocol: option(OPTION.protocol) };
  } catch {
    return undefined;
  } finally {
    if (borrowed !== undefined) closeDescriptor(borrowed);
  }
}

async function connectedFromOutside(inodes: readonly number[]): Promise<SocketFacts['external']> {
  if (inodes.length === 0) return [];
  const peers = await unixPeers(process.pid);
  const holders = await holdersOf(new Set(inodes.flatMap((inode) => peers.get(inode) ?? [])));
  return inodes.map((inode) => ({ inode, holder: holders.get(peers.get(inode) ?? 0) }));
}

/** Every unix socket of a network namespace with its other end. */
export async function unixPeers(pid: number): Promise<Map<number, number>> {
  const listed = await run('nsenter', [`--net=/proc/${pid}/ns/net`, 'ss', '-xaHn'], {
    timeoutMs: SS_TIMEOUT_MS,
  });
  return parsePeers(listed.stdout);
}

/**
 * A connection made or ended while the descriptors were read looks as if its other end were missing. So only those count whose two
 * ends were there before and after.
 */
async function externalSockets(
  pid: number,
  own: ReadonlySet<number>,
  suspects: ReadonlyMap<number, number>,
): Promise<SocketFacts['external']> {
  if (suspects.size === 0) return [];
  const after = loneEnds(own, await unixPeers(pid));
  const lone = [...suspects].filter(([inode, peer]) => after.get(inode) === peer);
  const holders = await holdersOf(new Set(lone.map(([, peer]) => peer)));
  return lone.map(([inode, peer]) => ({ inode, holder: holders.get(peer) }));
}

/** Who on this host holds these sockets. */
async function holdersOf(inodes: ReadonlySet<number>): Promise<Map<number, NamedProcess>> {
  const holders = new Map<number, NamedProcess>();
  if (inodes.size === 0) return holders;
  for (const pid of await allPids()) {
    const numbers = await readdir(`/proc/${pid}/fd`).catch(() => []);
    const links = await Promise.all(
      numbers.map((number) => readlink(`/proc/${pid}/fd/${number}`).catch(() => '')),
    );
    for (const link of links) {
      const inode = Number(/^socket:\[(\d+)\]$/.exec(link)?.[1] ?? 0);
      if (inodes.has(inode)) holders.set(inode, await nameOf(pid));
    }
  }
  return holders;
}
