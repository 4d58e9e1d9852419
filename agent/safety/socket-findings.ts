/** Findings about sockets. Pure. What CRIU can dump: its sockets.c, sk-inet.c, sk-unix.c, sk-netlink.c. */
import type { Check } from '../../proto/gen/parikshan/v1/Check.js';
import type { CloneFacts, ContainerProcess } from './facts.js';
import { judged, who } from './verdict.js';

/** Numbers of linux/socket.h. */
const FAMILY = { unix: 1, inet: 2, inet6: 10, netlink: 16, packet: 17 } as const;
const FAMILY_NAMES: Readonly<Record<number, string>> = {
  15: 'PF_KEY',
  21: 'RDS',
  29: 'CAN',
  30: 'TIPC',
  31: 'Bluetooth',
  38: 'kernel crypto (AF_ALG)',
  40: 'vsock',
  43: 'SMC',
  44: 'XDP',
};
const SOCK_RAW = 3;
/** Protocols that CRIU carries: IP, ICMP, TCP, UDP, ICMPv6, UDP-Lite. */
const PROTOCOLS = [0, 1, 6, 17, 58, 136];
const PROTOCOL_NAMES: Readonly<Record<number, string>> = { 33: 'DCCP', 132: 'SCTP', 262: 'MPTCP' };

export function socketFindings(facts: CloneFacts): Check[] {
  return [families(facts), unixSockets(facts), netlink(facts)];
}

function owners(processes: readonly ContainerProcess[], inode: number): string {
  const owner = processes.find(({ descriptors }) =>
    descriptors.some(({ link }) => link === `socket:[${inode}]`),
  );
  return owner === undefined ? 'a process' : who(owner);
}

/** What is the matter with a socket of this kind; undefined: nothing. */
export function strangeness(family: number, type: number, protocol: number): string | undefined {
  if (family === FAMILY.inet || family === FAMILY.inet6) {
    return type === SOCK_RAW || PROTOCOLS.includes(protocol)
      ? undefined
      : `${PROTOCOL_NAMES[protocol] ?? `IP protocol ${protocol}`} socket`;
  }
  const known: readonly number[] = Object.values(FAMILY);
  return known.includes(family) ? undefined : `${FAMILY_NAMES[family] ?? `family ${family}`} socket`;
}

function families({ processes, sockets }: CloneFacts): Check {
  const faults = sockets.kinds.flatMap(({ inode, family, type, protocol }) => {
    const said = strangeness(family, type, protocol);
    return said === undefined ? [] : [`${owners(processes, inode)} has a ${said}`];
  });
  const multipath = faults.some((fault) => fault.includes('MPTCP'));
  return judged(
    {
      name: 'known-sockets',
      well: 'Every socket is of a kind that CRIU can dump.',
      consequence: 'CRIU cannot dump it',
      remedy: multipath
        ? 'Use plain TCP (Go programs: GODEBUG=multipathtcp=0).'
        : 'Switch its use off in the application.',
    },
    faults,
  );
}

function unixSockets({ processes, sockets }: CloneFacts): Check {
  return judged(
    {
      name: 'unix-sockets-inside',
      well: 'Every unix connection has both ends in the container.',
      consequence: 'CRIU cannot dump half of a connection, and the replica must not reach what is outside',
      remedy: 'Close that connection, or move the service it leads to into the container.',
    },
    sockets.external.map(
      ({ inode, holder }) =>
        `${owners(processes, inode)} has a unix connection with ${
          holder === undefined ? 'a process outside' : `${holder.name} (pid ${holder.pid}) outside`
        }`,
    ),
  );
}

function netlink({ processes, sockets }: CloneFacts): Check {
  return judged(
    {
      name: 'netlink-read',
      well: 'No netlink socket has unread messages.',
      consequence: 'if that is still so at the freeze, CRIU cannot dump it',
      remedy: 'If the clone fails for that reason, try again, or end what reads that socket too seldom.',
      blocking: false,
    },
    sockets.unreadNetlink.map(
      (inode) => `${owners(processes, inode)} has unread messages in a netlink socket`,
    ),
  );
}
